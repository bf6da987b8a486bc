"""From numbers to the first and last day they mean, with a note where they do not say. Knows no words."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

NO_YEAR: Final = "no year in the text and no publication date to infer it from"
NO_ANCHOR: Final = "relative to a publication date that is not known"
NO_SUCH_DAY: Final = "there is no such day"
FISCAL: Final = "fiscal years begin on different days in different countries"
QUARTER: Final = "a quarter without a year"
EITHER_WAY: Final = "day and month could stand either way round"
ROUGH: Final = "approximate"


def last_day_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_near(published: date, month: int, day: int) -> int:
    """The year that puts a day of the year nearest to publication."""
    here = date(published.year, month, min(day, 28))
    distance = (here - published).days
    return published.year + (distance < -183) - (distance > 183)


def day_range(
    published: date | None, year: str | None, begin: tuple[int, int], until: tuple[int, int], *, is_ahead: bool = False
) -> tuple[date | None, date | None, str]:
    """Both days in the year given or nearest to publication, never before it if the words look ahead."""
    if year is not None:
        number = int(year) - (until < begin)
    elif published is not None:
        number = year_near(published, *begin)
        here = day_of(number, *begin)
        number += is_ahead and here is not None and here < published
    else:
        return None, None, NO_YEAR
    first, last = day_of(number, *begin), day_of(number + (until < begin), *until)
    if first is None or last is None:
        return None, None, NO_SUCH_DAY
    return first, last, ""


def year_of_month(published: date, month: int, word: str) -> int:
    """Nearest to publication, unless last or next say where to look."""
    if word == "last":
        return published.year - (month >= published.month)
    if word == "next":
        return published.year + (month <= published.month)
    return published.year if word == "this" else year_near(published, month, 15)


def numeric_day(one: int, two: int, year: int) -> tuple[date | None, date | None, str]:
    """01/02/2026 is either of two days, 13/02/2026 only one."""
    if one <= 12 and two <= 12 and one != two:
        return None, None, EITHER_WAY
    day = day_of(year, two, one) if one > 12 or one == two else day_of(year, one, two)
    return day, day, "" if day else NO_SUCH_DAY


def quarter_of(year: int, months: int, number: int) -> tuple[date, date] | None:
    """First and last day of the third or half of a year so numbered; None where it has no such part."""
    last_month = months * number
    if last_month > 12:
        return None
    return date(year, last_month - months + 1, 1), last_day_of(year, last_month)


def period(published: date, unit: str, step: int) -> tuple[date, date]:
    """First and last day of the calendar week, month, quarter or year so many steps from publication."""
    if unit == "week":
        monday = published + timedelta(days=7 * step - published.weekday())
        return monday, monday + timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = (published.year * 12 + published.month - 1) // months * months + step * months
    last = first + months - 1
    year, month = divmod(last, 12)
    return date(first // 12, first % 12 + 1, 1), last_day_of(year, month + 1)
