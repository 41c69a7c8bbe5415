"""Where the cells of a column get their randomness from."""

from __future__ import annotations

from typing import Final

from .streams import RandomSource, Stream

# Where the words for a row of a column lie: the first among those of all rows, the others in a stretch of its own.
_STRETCHES: Final = 2**40
_STRETCH: Final = 4096


class CellSource(RandomSource):
    """The words of the cells of one column.

    The first words of eight neighbouring rows come from one block, more from a stretch of blocks of the row's own.
    One source serves a column: it is set to a row before each draw.
    """

    __slots__ = ("_block", "_fresh", "_key", "_rest", "_row", "_words")

    def __init__(self, key: bytes) -> None:
        """Begin with the column's key of 32 bytes."""
        self._key = key
        self._words: list[int] = []
        self._block = -1
        self._row = 0
        self._fresh = False
        self._rest: Stream | None = None

    def at(self, row: int) -> CellSource:
        """Turn to a row."""
        block = row // 8
        if block != self._block:
            stream = Stream(self._key, block)
            self._words = [stream.u32() for _ in range(8)]
            self._block = block
        self._row = row
        self._fresh = True
        self._rest = None
        return self

    def _more(self) -> Stream:
        if self._rest is None:
            self._rest = Stream(self._key, _STRETCHES + self._row * _STRETCH)
        return self._rest

    def u32(self) -> int:
        """Return the next 32 bits, as a number from 0 to 2**32 - 1."""
        if self._fresh:
            self._fresh = False
            return self._words[self._row % 8]
        return self._more().u32()

    def below(self, n: int) -> int:
        """Return a whole number from 0 to n - 1.

        The first word is multiplied rather than masked, so that it is hardly ever thrown away (Lemire 2019); exact
        all the same.
        """
        if self._fresh and n <= 2**21:
            if n == 1:
                return 0
            product = self.u32() * n
            if product % 2**32 >= 2**32 % n:
                return product >> 32
        return self._more().below(n)
