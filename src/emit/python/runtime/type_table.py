"""The named types of a world and what stands below them, and uses of types."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from .type_ir import DictRef, ListRef, TypeIR, TypeRef
from .values import sorted_texts

BASES: Final = ("str", "int", "float", "bool")


class TypeTable:
    """The named types of a world."""

    def __init__(self, types: Iterable[TypeIR]) -> None:
        """List the types by name."""
        self._types = {t["name"]: t for t in types}
        self._children: dict[str, list[str]] = {base: ["int"] if base == "float" else [] for base in BASES}
        for name in self._types:
            self._children[name] = []
        for name, each in self._types.items():
            for parent in each["parents"]:
                self._children.setdefault(parent, []).append(name)

    def get(self, name: str) -> TypeIR | None:
        """Return a type by name; None for the base types, too."""
        return self._types.get(name)

    def down_set(self, name: str) -> list[str]:
        """Return the name and all its subtypes, sorted by name."""
        found = {name}
        todo = [name]
        while todo:
            for child in self._children.get(todo.pop(), ()):
                if child not in found:
                    found.add(child)
                    todo.append(child)
        return sorted_texts(found)


def type_key(ref: TypeRef) -> str:
    """Return a text that is equal for two uses of types exactly if they are the same type, weights of unions aside."""
    if ref["kind"] == "named":
        return ref["name"]
    if ref["kind"] == "var":
        return f"'{ref['name']}"
    if ref["kind"] == "list":
        return f"list<{type_key(ref['element'])}>{_sizes(ref)}"
    if ref["kind"] == "dict":
        return f"dict<{type_key(ref['key'])},{type_key(ref['value'])}>{_sizes(ref)}"
    if ref["kind"] == "union":
        return f"({'|'.join(type_key(m['type']) for m in ref['members'])})"
    if ref["kind"] == "optional":
        return f"{type_key(ref['of'])}?"
    return f"{{{','.join(f'''{f['name']}:{type_key(f['type'])}''' for f in ref['fields'])}}}"


def _sizes(ref: ListRef | DictRef) -> str:
    return "" if ref["max"] is None else f"[{ref['min']}..{ref['max']}]"


def substitute(ref: TypeRef, binding: Callable[[str], TypeRef | None]) -> TypeRef:
    """Return the type with its variables replaced."""
    if ref["kind"] == "named":
        return ref
    if ref["kind"] == "var":
        return binding(ref["name"]) or ref
    if ref["kind"] == "list":
        return {**ref, "element": substitute(ref["element"], binding)}
    if ref["kind"] == "dict":
        return {**ref, "key": substitute(ref["key"], binding), "value": substitute(ref["value"], binding)}
    if ref["kind"] == "union":
        return {**ref, "members": [{**m, "type": substitute(m["type"], binding)} for m in ref["members"]]}
    if ref["kind"] == "optional":
        return {**ref, "of": substitute(ref["of"], binding)}
    return {**ref, "fields": [{**f, "type": substitute(f["type"], binding)} for f in ref["fields"]]}
