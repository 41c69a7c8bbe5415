"""Keyed randomness: BLAKE2s (RFC 7693) as key derivation and, in counter mode, as a stream.

Every decision has a key of its own, made of names, so that a new decision shifts no other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from hashlib import blake2s
from struct import Struct
from typing import Final, TypeVar

T = TypeVar("T")

_WORDS: Final = Struct("<8I").unpack


def label_bytes(label: str | int) -> bytes:
    """Encode a label: a tag byte, the length of its UTF-8 bytes as four bytes little-endian, and the bytes."""
    data = str(label).encode()
    return (b"n" if isinstance(label, int) else b"s") + len(data).to_bytes(4, "little") + data


def derive_key(parent: bytes | None, *labels: str | int) -> bytes:
    """Derive a key of 32 bytes from a parent key (of at most 32 bytes, or none) and labels."""
    return blake2s(b"".join(map(label_bytes, labels)), key=parent or b"").digest()


class RandomSource(ABC):
    """Where random choices come from: a stream, or the words of one cell of an entity."""

    __slots__ = ()

    @abstractmethod
    def u32(self) -> int:
        """Return the next 32 bits, as a number from 0 to 2**32 - 1."""

    @abstractmethod
    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1, each equally likely."""

    def unit(self) -> float:
        """Return a multiple of 2**-53 from 0 up to but not including 1."""
        high = self.u32() >> 5
        low = self.u32() >> 6
        return ((high << 26) + low) / 9007199254740992

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items, each equally likely."""
        return items[self.below(len(items))]

    def weighted(self, cumulative: Sequence[int]) -> int:
        """Return an index, as likely as its weight; `cumulative` holds the running sums of positive whole weights."""
        return bisect_right(cumulative, self.below(cumulative[-1]))


class Stream(RandomSource):
    """An endless sequence of 32-bit words.

    The first eight are the key's own, little-endian; after them come, for n = 1, 2, ..., the eight words of BLAKE2s,
    under the key, of n written as eight bytes little-endian.
    """

    __slots__ = ("_counter", "_key", "_next", "_words")

    def __init__(self, key: bytes, start: int = 0) -> None:
        """Begin at block `start` (0: the key's own words) of the stream of a key of 32 bytes that `derive_key` made."""
        self._key = key
        self._words: tuple[int, ...] = _WORDS(key)
        self._next = 8 if start else 0
        self._counter = start - 1 if start else 0

    def u32(self) -> int:
        """Return the next 32 bits, as a number from 0 to 2**32 - 1."""
        at = self._next
        if at == 8:
            self._counter += 1
            self._words = _WORDS(blake2s(self._counter.to_bytes(8, "little"), key=self._key).digest())
            at = 0
        self._next = at + 1
        return self._words[at]

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1: masked bits, drawn again where too large."""
        if n == 1:
            return 0
        if n <= 4294967296:
            mask = (1 << (n - 1).bit_length()) - 1
            while True:
                x = self.u32() & mask
                if x < n:
                    return x
        mask = (1 << ((n - 1) >> 32).bit_length()) - 1
        while True:
            high = self.u32() & mask
            x = (high << 32) + self.u32()
            if x < n:
                return x
