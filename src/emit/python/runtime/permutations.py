"""Keyed permutations that are computed, not stored, in both directions.

A Feistel network of six rounds on the next even number of bits, walked along its cycles until it comes back into the
range (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_MASK: Final = 0xFFFFFFFF


def mix32(x: int) -> int:
    """Return MurmurHash3's finalizer of 32 bits: a bijection in which every input bit moves every output bit."""
    x = ((x ^ (x >> 16)) * 0x85EBCA6B) & _MASK
    x = ((x ^ (x >> 13)) * 0xC2B2AE35) & _MASK
    return x ^ (x >> 16)


class Permutation:
    """A permutation of 0 to n - 1."""

    def __init__(self, n: int, key: Sequence[int]) -> None:
        """Make the permutation of a key, which is any 32-bit words."""
        self._n = n
        half_bits = 1
        while 1 << (2 * half_bits) < n:
            half_bits += 1
        self._bits = half_bits
        self._low = (1 << half_bits) - 1
        self._rounds = [mix32(key[r % len(key)] ^ ((r + 1) * 0x9E3779B1 & _MASK)) for r in range(6)]

    def at(self, index: int) -> int:
        """Return where an index goes."""
        if self._n < 2:
            return index
        x = index
        while True:
            left, right = x >> self._bits, x & self._low
            for round_key in self._rounds:
                left, right = right, left ^ (mix32(right ^ round_key) & self._low)
            x = left << self._bits | right
            if x < self._n:
                return x

    def index_of(self, place: int) -> int:
        """Return the index that goes to a place."""
        if self._n < 2:
            return place
        x = place
        while True:
            left, right = x >> self._bits, x & self._low
            for round_key in reversed(self._rounds):
                left, right = right ^ (mix32(left ^ round_key) & self._low), left
            x = left << self._bits | right
            if x < self._n:
                return x
