"""Every built-in function by name."""

from __future__ import annotations

from typing import Final

from .built_in import Functions
from .calendar import CALENDAR
from .lists import LISTS
from .numbers import NUMBERS
from .texts import TEXTS

BUILT_INS: Final[Functions] = {**LISTS, **NUMBERS, **TEXTS, **CALENDAR}
