"""Canonical JSON (RFC 8785): equal values, equal text."""

from __future__ import annotations

import json
import math

from .numbers import number_text
from .values import Json, is_well_formed, member_names, sorted_texts

_quote = json.JSONEncoder(ensure_ascii=False).encode


def canonical_json(value: Json) -> str:
    """Write a value as canonical JSON.

    Raises:
        ValueError: for what JSON cannot say: NaN, infinities, half surrogate pairs.
    """
    if isinstance(value, str):
        if not is_well_formed(value):
            raise ValueError("a string with a lone surrogate has no canonical JSON")
        return _quote(value)
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise ValueError(f"{value} has no JSON")
        return number_text(value)
    if isinstance(value, list):
        return f"[{','.join(map(canonical_json, value))}]"
    return f"{{{','.join(f'{canonical_json(name)}:{canonical_json(value[name])}' for name in sorted_texts(value))}}}"


def plain_json(value: Json) -> str:
    """Write a value as `JSON.stringify` does: numbers in their shortest form, members in JavaScript's order."""
    if isinstance(value, list):
        return f"[{','.join(map(plain_json, value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{_quote(name)}:{plain_json(value[name])}' for name in member_names(value))}}}"
    return canonical_json(value)
