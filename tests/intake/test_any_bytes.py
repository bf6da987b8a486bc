"""Whatever the bytes: every reader answers with sound records or a refusal that can be shown. The long run is make fuzz."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.intake.door import read_bytes
from analysis.sources import Failure
from tests.fuzz.drive import mutate
from tests.fuzz.properties import assert_sound
from tests.fuzz.targets import TARGETS

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", TARGETS)
@QUICK
@given(data=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    assert_sound(TARGETS[name].read(data), len(data))


@pytest.mark.parametrize("name", TARGETS)
@QUICK
@given(seed=st.integers(0, 2**32))
def test_broken_forms_of_good_inputs_are_read_or_refused(name: str, seed: int) -> None:
    chance = random.Random(seed)
    target = TARGETS[name]
    data = mutate(chance.choice(target.seeds), target.seeds, chance)
    assert_sound(target.read(data), len(data))


@QUICK
@given(
    data=st.binary(max_size=300),
    name=st.sampled_from(["", "a.txt", "a.html", "a.pdf", "a.docx", "a.eml", "a.xml", "a.jsonl", "a", "\u202e.txt"]),
    content_type=st.sampled_from(["", "text/html", "application/pdf", "text/plain; charset=utf-7", "x", "text/xml;charset=\x00"]),
)
def test_the_door_never_raises_and_every_message_is_whole(data: bytes, name: str, content_type: str) -> None:
    intake = read_bytes(data, name=name, content_type=content_type, url="https://d.example/1")
    assert intake.articles or any(not failure.is_note for failure in intake.failures)
    for item in intake.found:
        if isinstance(item, Failure):
            assert item.place
            assert item.reason
            assert item.mend
        else:
            assert item.text.strip()
            assert item.text[: item.title_end].endswith(item.title)


@QUICK
@given(data=st.binary(max_size=300))
def test_the_same_bytes_give_the_same_articles(data: bytes) -> None:
    assert read_bytes(data, name="a.html") == read_bytes(data, name="a.html")
