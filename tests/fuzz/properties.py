"""What every answer of a reader has to be, whatever it was given: words that can be stored, or a reason and a mend."""

import re
from collections.abc import Iterable
from datetime import date

from analysis.intake.record import Record, Refusal
from analysis.model import Analysis, Article, Span
from analysis.sources import Failure

# what an error of this machine or of a library says, and no sentence of ours
_MACHINE = re.compile(r"Traceback|site-packages|/usr/|/home/|/tmp/|0x[0-9a-f]{6,}|\b(?:Error|Exception)\b\W*$|Errno")
_LONGEST_REASON = 400
_GROWTH, _AT_LEAST = 20, 20_000  # characters out of bytes in; what is packed holds more than it weighs


def assert_sound(found: Iterable[object], size: int) -> None:
    """Each is an article of bounded length or a refusal that says what and how to mend it, and there is one."""
    items = list(found)
    assert items
    for item in items:
        if isinstance(item, Record | Article):
            _assert_words(item, size)
        else:
            assert isinstance(item, Refusal | Failure)
            _assert_reason(item.reason)
            _assert_reason(item.mend)


def assert_quotes(analysis: Analysis, text: str) -> None:
    """Every span lies in the text that was read and quotes something of it."""
    spans: list[Span] = [span for reading in (*analysis.readings, *analysis.passing) for span in reading.evidence]
    spans += [span for measure in analysis.measures for span in measure.evidence]
    spans += [slot.span for measure in analysis.measures for slot in measure.slots]
    spans += [mention.span for reading in analysis.readings for mention in reading.mentions]
    spans += [event.evidence for event in analysis.events]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == text[span.start : span.end].strip() != ""


def _assert_words(item: Record | Article, size: int) -> None:
    assert item.text.strip()
    assert len(item.text) <= max(_AT_LEAST, _GROWTH * size)
    for words in (item.text, item.title, item.url, item.source, item.id):
        words.encode("utf-8")  # no halves of characters
        assert "\x00" not in words
    if isinstance(item, Article):
        assert " ".join(item.text[: item.title_end].split()).endswith(" ".join(item.title.split()))
        return
    assert not item.day or date.fromisoformat(item.day)
    for reason, mend in item.notes:
        _assert_reason(reason)
        _assert_reason(mend)


def _assert_reason(words: str) -> None:
    assert words.strip()
    assert len(words) <= _LONGEST_REASON
    assert words.isprintable()
    assert not _MACHINE.search(words)
