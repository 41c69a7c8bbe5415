"""Automata over code points: recognition in one pass, and drawing by length, then uniformly."""

from __future__ import annotations

from typing import Final, NamedTuple

from .streams import RandomSource
from .type_ir import DfaIR
from .values import ABSENT, Absent

MAX_LENGTH: Final = 4096
"""Lengths beyond this are never drawn."""


class Edge(NamedTuple):
    """The code points from `first` to `last` lead to state `to`."""

    first: int
    last: int
    to: int


class Choice(NamedTuple):
    """What may come next while drawing: each edge with its share, and the sum of the shares."""

    total: float
    options: list[tuple[float, Edge]]


class Automaton:
    """A deterministic automaton; state 0 is the start, no edge means refusal."""

    def __init__(self, dfa: DfaIR) -> None:
        """Make an automaton ready."""
        self._edges: list[list[Edge]] = [[] for _ in range(dfa["states"])]
        flat = dfa["edges"]
        for i in range(0, len(flat), 4):
            self._edges[flat[i]].append(Edge(*flat[i + 1 : i + 4]))
        # For drawing: the edges cut down to printable ASCII wherever a wide edge has any.
        self._drawn = [[_printable(edge) for edge in edges] for edges in self._edges]
        accepting = frozenset(dfa["accept"])
        self._accept = [state in accepting for state in range(dfa["states"])]
        # Where a character leads from a state, for ASCII, found when first asked for; -1 where it leads nowhere.
        self._steps: list[dict[str, int]] = [{} for _ in range(dfa["states"])]
        self._share: list[list[float]] = []
        self._lengths: list[int] | None = None
        self._choices: dict[tuple[int, int], Choice] = {}

    def matches(self, text: str) -> bool:
        """Whether the whole text is in the language."""
        steps = self._steps
        state = 0
        for c in text:
            following = steps[state].get(c)
            state = self._follow(state, c) if following is None else following
            if state < 0:
                return False
        return self._accept[state]

    def _follow(self, state: int, c: str) -> int:
        point = ord(c)
        to = next((e.to for e in self._edges[state] if e.first <= point <= e.last), -1)
        if point < 128:
            self._steps[state][c] = to
        return to

    def draw(self, source: RandomSource) -> str | Absent:
        """Draw a text: every length that exists is equally likely, and every text of that length."""
        lengths = self._prepare()
        if not lengths:
            return ABSENT
        left = source.pick(lengths)
        state = 0
        text = ""
        choices = self._choices
        while left > 0:
            left -= 1
            choice = choices.get((state, left))
            if choice is None:
                choice = choices[state, left] = self._choice(state, left)
            at = source.unit() * choice.total
            chosen: Edge | None = None
            for weight, edge in choice.options:
                chosen = edge
                if at < weight:
                    break
                at -= weight
            if chosen is None:
                return ABSENT
            first, last, state = chosen
            text += chr(first + source.below(last - first + 1))
        return text

    def words(self) -> Words | None:
        """Number the texts that would be drawn; None where the language is endless."""
        counts: list[list[int]] = []
        row = [int(accepts) for accepts in self._accept]
        while any(row):
            if len(counts) > MAX_LENGTH:
                return None
            counts.append(row)
            row = [sum((e.last - e.first + 1) * row[e.to] for e in edges) for edges in self._drawn]
        return Words(counts, self._drawn, self._accept)

    def shortest(self) -> str | Absent:
        """Return the shortest text, of those the one by the first edges; absent where there is none."""
        seen = {0}
        layer = [(0, "")]
        while layer:
            for state, text in layer:
                if self._accept[state]:
                    return text
            following: list[tuple[int, str]] = []
            for state, text in layer:
                for edge in self._drawn[state]:
                    if edge.to not in seen:
                        seen.add(edge.to)
                        following.append((edge.to, text + chr(edge.first)))
            layer = following
        return ABSENT

    def _choice(self, state: int, left: int) -> Choice:
        ahead = self._share[left]
        total = 0.0
        options: list[tuple[float, Edge]] = []
        for edge in self._drawn[state]:
            weight = (edge.last - edge.first + 1) * ahead[edge.to]
            total += weight
            if weight != 0:
                options.append((weight, edge))
        return Choice(total, options)

    def _prepare(self) -> list[int]:
        """Return the lengths that exist; `_share[n][s]` then counts texts of length n from state s, scaled."""
        if self._lengths is not None:
            return self._lengths
        row = [1.0 if accepts else 0.0 for accepts in self._accept]
        share = [row]
        lengths: list[int] = []
        n = 0
        while n <= MAX_LENGTH and any(x > 0 for x in row):
            if row[0] > 0:
                lengths.append(n)
            following: list[float] = []
            for edges in self._drawn:
                total = 0.0
                for edge in edges:
                    total += (edge.last - edge.first + 1) * row[edge.to]
                following.append(total)
            # Only ratios within a length matter: scaling keeps long languages inside a double's range.
            largest = max(following)
            row = [x / largest for x in following] if largest > 0 else following
            share.append(row)
            n += 1
        self._share = share
        self._lengths = lengths
        return lengths


class Words:
    """The texts that would be drawn, numbered: by length, then in the order of the edges."""

    def __init__(self, counts: list[list[int]], drawn: list[list[Edge]], accept: list[bool]) -> None:
        """Number them; `counts[n][s]` texts of length n lead from state s to acceptance."""
        self._counts = counts
        self._drawn = drawn
        self._accept = accept
        self.size: Final = sum(row[0] for row in counts)

    def at(self, rank: int) -> str:
        """Return the text of a rank."""
        left = 0
        while rank >= self._counts[left][0] and left + 1 < len(self._counts):
            rank -= self._counts[left][0]
            left += 1
        state = 0
        text = ""
        while left > 0:
            left -= 1
            for edge in self._drawn[state]:
                each = self._counts[left][edge.to]
                run = (edge.last - edge.first + 1) * each
                if rank < run:
                    text += chr(edge.first + rank // each)
                    rank %= each
                    state = edge.to
                    break
                rank -= run
        return text

    def rank_of(self, text: str) -> int:
        """Return the rank of a text, or -1."""
        if len(text) >= len(self._counts):
            return -1
        rank = sum(row[0] for row in self._counts[: len(text)])
        state = 0
        for i, c in enumerate(text):
            ahead = self._counts[len(text) - i - 1]
            point = ord(c)
            following = -1
            for edge in self._drawn[state]:
                if edge.first <= point <= edge.last:
                    rank += (point - edge.first) * ahead[edge.to]
                    following = edge.to
                    break
                rank += (edge.last - edge.first + 1) * ahead[edge.to]
            if following < 0:
                return -1
            state = following
        return rank if self._accept[state] else -1


def _printable(edge: Edge) -> Edge:
    first = max(edge.first, 0x20)
    last = min(edge.last, 0x7E)
    return Edge(first, last, edge.to) if first <= last else edge
