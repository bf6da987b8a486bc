"""Why a reading says what it says: every part of a score, rule, slot and candidate put aside can be seen."""

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cli import main
from analysis.engine import Engine, load_engine
from analysis.explain import FORMATS, render, to_dict, to_text, why_this_score
from analysis.model import Analysis, Article, Span, Suppressed
from analysis.pipeline import analyse
from analysis.sources import article_from_text

STORY = (
    "Canada to tax Chinese steel\n\n"
    "Canada will impose a 25% tariff on Chinese steel from October. Wheat growers in Saskatchewan fear retaliation. "
    "The minister steeled herself. Regulators approved a higher electricity tariff for households."
)
Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The project's own, for what is put aside needs its words."""
    return load_engine()


@pytest.fixture(scope="module")
def analysis(engine: Engine) -> Analysis:
    return analyse(article_from_text(STORY, id="story"), engine)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_the_components_of_every_score_add_up_to_it(analysis: Analysis, engine: Engine) -> None:
    sectors = to_dict(analysis, engine.taxonomy)["sectors"]
    assert sectors
    for sector in sectors:
        assert round(sum(sector["components"].values())) == sector["score"]


def test_why_this_score_is_a_sum_with_the_rounding_shown(analysis: Analysis) -> None:
    reading = analysis.readings[0]
    whole = replace(
        reading, score=72, components=(("share of mentions", 50.0), ("headline", 20.0), ("spread", 2.0))
    )
    assert why_this_score(whole) == "72 = 50 for share of mentions + 20 for headline + 2 for spread"
    broken = replace(reading, score=72, components=(("share of mentions", 49.5), ("headline", 22.2)))
    assert why_this_score(broken) == "72 = 49.5 for share of mentions + 22.2 for headline (rounded from 71.7)"


def test_every_quotation_is_what_stands_at_its_place(analysis: Analysis, engine: Engine) -> None:
    record = to_dict(analysis, engine.taxonomy)
    quoted = [
        *(item for kind in ("sectors", "passing") for sector in record[kind] for item in (*sector["mentions"], *sector["evidence"])),
        *(item for measure in record["measures"] for item in (*measure["slots"], *measure["evidence"])),
        *record["suppressed"],
    ]  # fmt: skip
    assert len(quoted) > 6
    assert all(STORY[item["start"] : item["end"]] == item["text"] for item in quoted)


def test_each_mention_has_its_rule_and_each_measure_its_rules_and_slots(
    analysis: Analysis, engine: Engine
) -> None:
    record = to_dict(analysis, engine.taxonomy)
    assert all(mention["rule"] for sector in record["sectors"] for mention in sector["mentions"])
    tariff = next(measure for measure in record["measures"] if measure["channel"] == "tariff")
    assert tariff["rules"]
    assert {"instrument", "implementer", "target"} <= {slot["slot"] for slot in tariff["slots"]}
    assert tariff["number"] in next(s for s in record["sectors"] if s["id"] == "metals")["measures"]


def test_every_candidate_put_aside_has_words_and_reason(analysis: Analysis, engine: Engine) -> None:
    put_aside = to_dict(analysis, engine.taxonomy)["suppressed"]
    assert len(put_aside) == len(analysis.suppressed)
    assert any("tariff" in candidate["text"] for candidate in put_aside)
    assert all(candidate["text"] and candidate["reason"] for candidate in put_aside)


def test_the_text_says_all_that_the_object_says(analysis: Analysis, engine: Engine) -> None:
    record = to_dict(analysis, engine.taxonomy)
    text = " ".join(to_text(analysis, engine.taxonomy).split())
    for sector in record["sectors"]:
        assert (
            f"{sector['name']}: {sector['centrality']}, outlook {sector['outlook']}, score {sector['score']}"
            in text
        )
        assert all(f"[{m['start']}:{m['end']}]" in text for m in sector["mentions"])
    for measure in record["measures"]:
        assert f"M{measure['number']} " in text
        assert all(" ".join(rule.split()) in text for rule in measure["rules"])
        assert all(f'{slot["slot"]} from "{slot["text"]}"' in text for slot in measure["slots"])
    assert all(candidate["reason"] in text for candidate in record["suppressed"])


def test_an_empty_reading_says_so(mini_engine: Engine) -> None:
    text = to_text(analyse(Article(id="x", text="Nothing here."), mini_engine), mini_engine.taxonomy)
    for sentence in ("No sector is more than named in passing.", "No measure was read.", "Nothing."):
        assert sentence in text


@given(foreign=st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_nothing_in_a_text_can_steer_a_terminal(mini_engine: Engine, foreign: str) -> None:
    hostile = f"Wheat \x1b[31m\u202e{foreign}"
    analysis = analyse(Article(id=f"\x07{foreign}", text=hostile, title=""), mini_engine)
    put_aside = Suppressed(span=Span(0, len(hostile)), term=foreign, sector="", reason=f"\x9b{foreign}")
    shown = to_text(replace(analysis, suppressed=(put_aside,), notes=(hostile,)), mini_engine.taxonomy)
    assert not [
        c for c in shown if c != "\n" and (unicodedata.category(c) in ("Cc", "Cs") or c in "\u202e\u2066")
    ]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_several_articles_are_one_valid_piece_of_json(analysis: Analysis, engine: Engine, count: int) -> None:
    record = json.loads("".join(render([analysis] * count, engine.taxonomy, style="json")))
    assert isinstance(record, dict) if count == 1 else len(record) == count


def test_no_line_is_wider_than_asked(analysis: Analysis, engine: Engine) -> None:
    assert max(map(len, to_text(analysis, engine.taxonomy, width=60).splitlines())) <= 60


@pytest.mark.parametrize("style", FORMATS)
def test_the_command_explains_in_both_formats(
    story: Path, mini_file: Path, capsys: Captured, style: str
) -> None:
    assert main(["explain", str(story), "--format", style, "--taxonomy", str(mini_file)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "share of mentions" in out
    assert style == "text" or json.loads(out)["sectors"][0]["id"] == "metals"


def test_a_file_that_is_not_there_is_unusable(tmp_path: Path, mini_file: Path, capsys: Captured) -> None:
    assert main(["explain", str(tmp_path / "none.txt"), "--taxonomy", str(mini_file)]) == 2
    assert "none.txt: cannot be read" in capsys.readouterr().err


def test_a_bad_line_is_told_and_the_rest_is_explained(
    tmp_path: Path, mini_file: Path, capsys: Captured
) -> None:
    feed = tmp_path / "feed.jsonl"
    feed.write_text("{bad\n" + json.dumps({"id": "a", "text": STORY}))
    assert main(["explain", str(feed), "--taxonomy", str(mini_file)]) == 1
    out, err = capsys.readouterr()
    assert "Why these sectors" in out
    assert f"{feed}:1: is not JSON" in err
