"""Which codes the Harmonized System knows: the shape of HS 2022 chapter by chapter.

Source: World Customs Organization, Harmonized System nomenclature, 2022 edition. For each chapter the number of
its last heading; a heading beyond it does not exist in this edition. Headings that older editions had and HS 2022
left out (8469, 8520, 9009 ...) lie within the range and are let through, for older trade figures use them.
"""

import re

RESERVED_CHAPTERS = frozenset({77})
NATIONAL_CHAPTERS = frozenset({98, 99})
LAST_HEADING = {
    1: 6, 2: 10, 3: 9, 4: 10, 5: 11, 6: 4, 7: 14, 8: 14, 9: 10, 10: 8, 11: 9, 12: 14, 13: 2, 14: 4, 15: 22,
    16: 5, 17: 4, 18: 6, 19: 5, 20: 9, 21: 6, 22: 9, 23: 9, 24: 4, 25: 30, 26: 21, 27: 16, 28: 53, 29: 42,
    30: 6, 31: 5, 32: 15, 33: 7, 34: 7, 35: 7, 36: 6, 37: 7, 38: 27, 39: 26, 40: 17, 41: 15, 42: 6, 43: 4,
    44: 21, 45: 4, 46: 2, 47: 7, 48: 23, 49: 11, 50: 7, 51: 13, 52: 12, 53: 11, 54: 8, 55: 16, 56: 9, 57: 5,
    58: 11, 59: 11, 60: 6, 61: 17, 62: 17, 63: 10, 64: 6, 65: 7, 66: 3, 67: 4, 68: 15, 69: 14, 70: 20,
    71: 18, 72: 29, 73: 26, 74: 19, 75: 8, 76: 16, 78: 6, 79: 7, 80: 7, 81: 13, 82: 15, 83: 11, 84: 87,
    85: 49, 86: 9, 87: 16, 88: 7, 89: 8, 90: 33, 91: 14, 92: 9, 93: 7, 94: 6, 95: 8, 96: 20, 97: 6, 99: 99,
}  # fmt: skip


def problem_with(code: str) -> str | None:
    """Why a code is not a chapter, heading or subheading of the HS, or None where it is one."""
    if not re.fullmatch(r"[0-9]{2}|[0-9]{4}|[0-9]{6}", code):
        return "has to be 2, 4 or 6 digits, leading zero included"
    chapter = int(code[:2])
    if chapter in NATIONAL_CHAPTERS:
        return None if len(code) == 2 else "stands in a chapter that nations fill for themselves"
    if chapter not in LAST_HEADING:
        return "is in chapter 77, which is reserved" if chapter in RESERVED_CHAPTERS else "is in no chapter of the HS"
    if len(code) > 2 and not 1 <= int(code[2:4]) <= LAST_HEADING[chapter]:
        return f"is no heading: chapter {code[:2]} ends at {code[:2]}{LAST_HEADING[chapter]:02d}"
    if len(code) == 6 and code[4:] == "00" and code[2:4] == "00":
        return "is no subheading"
    return None
