"""Labels against readings: the counts by hand, what is allowed, problems with their line, floors that hold."""

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cli import main
from analysis.engine import Engine
from analysis.evaluate import (
    FIELDS,
    Comparison,
    Counts,
    Report,
    _count_measures,
    compare,
    evaluate,
    f1_of,
    figures_of,
    is_same,
    precision_of,
    recall_of,
)
from analysis.floors import (
    MARGINS,
    Floor,
    Floors,
    FloorsError,
    breaches,
    lowered,
    raised,
    read_floors,
    to_text,
)
from analysis.gold import Act, Gold, GoldError, GoldMeasure, digest_of, load_gold
from analysis.model import (
    Analysis,
    Article,
    Centrality,
    Channel,
    Measure,
    Outlook,
    PlaceReading,
    SectorReading,
    Span,
    Stance,
    Status,
)

KNOWN = {"agriculture", "metals", "energy"}
TEXT = "Canada will impose a 25% duty on Chinese steel. Wheat growers worry. Crude oil is cheap."
STEEL = "Canada will impose a 25% duty on Chinese steel"
Captured = pytest.CaptureFixture[str]


def sector(id: str = "metals", **changes: Any) -> dict[str, Any]:
    row = {"id": id, "centrality": "primary", "outlook": "risk", "channels": ["tariff"], "evidence": [STEEL]}
    return {**row, **changes}


def measure(**changes: Any) -> dict[str, Any]:
    row = {
        "channel": "tariff", "stance": "restrictive", "status": "announced", "implementers": ["CAN"],
        "targets": ["CHN"], "sectors": ["metals"], "evidence": STEEL,
    }  # fmt: skip
    return {**row, **changes}


def row(**changes: Any) -> dict[str, Any]:
    return {"id": "a", "sectors": [sector()], "measures": [measure()], "places": ["CAN", "CHN"], **changes}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Lines in a file: objects as JSON, strings as they are."""

    def lines(*records: Any, name: str = "gold.jsonl") -> Path:
        path = tmp_path / name
        path.write_text(
            "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records), encoding="utf-8"
        )
        return path

    return lines


@pytest.fixture
def gold_of(write: Callable[..., Path]) -> Callable[..., Gold]:
    def one(**changes: Any) -> Gold:
        rows, failures = load_gold(write(row(**changes)), KNOWN)
        assert not failures, failures[0]
        return rows[0]

    return one


def said(
    *sectors: tuple[str, str, tuple[str, ...]], measures: tuple[Measure, ...] = (), places: str = "CAN CHN"
) -> Analysis:
    """A reading made to measure; all evidence is the first sentence."""
    return Analysis(
        article=Article(id="a", text=TEXT),
        readings=tuple(
            SectorReading(
                sector=id, centrality=Centrality.PRIMARY, outlook=Outlook(outlook), score=0, components=(), segments=(),
                channels=tuple(map(Channel, channels)), evidence=(Span(0, len(STEEL)),), mentions=(),
            )
            for id, outlook, channels in sectors
        ),
        passing=(),
        measures=measures,
        links=(),
        places=tuple(PlaceReading(iso3=place, evidence=()) for place in places.split()),
        named_places=(), events=(), suppressed=(), notes=(), engine_version="", taxonomy_digest="",
    )  # fmt: skip


def act(stance: str = "restrictive", status: str = "announced", who: str = "CAN", whom: str = "CHN") -> Act:
    return Act(
        channel=Channel.TARIFF, stance=Stance(stance), status=Status(status), implementers=frozenset(who.split()),
        targets=frozenset(whom.split()), sectors=frozenset(("metals",)), evidence=(),
    )  # fmt: skip


def counts_of(comparison: Comparison) -> dict[str, Counts]:
    return dict(zip(FIELDS, comparison.counts, strict=True))


def test_a_reading_like_the_labels_is_right_in_every_field(gold_of: Callable[..., Gold]) -> None:
    tariff = Measure(
        channel=Channel.TARIFF, stance=Stance.RESTRICTIVE, status=Status.ANNOUNCED, implementers=("CAN",),
        targets=("CHN",), sectors=("metals",), evidence=(Span(0, len(STEEL)),), rules=(),
    )  # fmt: skip
    found = compare(gold_of(), said(("metals", "risk", ("tariff",)), measures=(tariff,)))
    assert all(count.hit == count.said == count.due > 0 for count in found.counts)
    assert (found.missed, found.added, found.error_count) == ((), (), 0)


def test_what_is_missed_and_added_is_counted_and_named(gold_of: Callable[..., Gold]) -> None:
    found = compare(gold_of(), said(("energy", "risk", ("tariff",)), places="CAN USA"))
    counts = counts_of(found)
    assert counts["sectors"] == (0, 1, 1)
    assert counts["channels"] == (0, 1, 1)
    assert counts["measures"] == counts["measures_strict"] == (0, 0, 1)
    assert counts["places"] == (1, 2, 2)
    assert counts["outlook"] == counts["evidence"] == (0, 0, 0)
    assert dict(found.missed)["sectors"] == ("metals",)
    assert dict(found.missed)["places"] == ("CHN",)
    assert dict(found.added)["channels"] == ("energy by tariff",)
    assert STEEL in dict(found.missed)["measures"][0]
    assert found.error_count == 7


def test_a_passing_sector_is_neither_asked_for_nor_wrong(gold_of: Callable[..., Gold]) -> None:
    gold = gold_of(sectors=[sector(centrality="passing", outlook="none", channels=[])])
    assert counts_of(compare(gold, said()))["sectors"] == (0, 0, 0)
    counts = counts_of(compare(gold, said(("metals", "risk", ("tariff",)))))
    assert counts["sectors"] == counts["channels"] == (0, 0, 0)


def test_optional_channels_and_places_are_neither_asked_for_nor_wrong(gold_of: Callable[..., Gold]) -> None:
    gold = gold_of(sectors=[sector(channels_optional=["sanctions"])], places=["CAN"], places_optional=["CHN"])
    counts = counts_of(compare(gold, said(("metals", "risk", ("tariff", "sanctions")))))
    assert counts["channels"] == (1, 1, 1)
    assert counts["places"] == (1, 1, 1)


@pytest.mark.parametrize(("outlook", "is_right"), [("risk", True), ("mixed", True), ("opportunity", False)])
def test_any_of_several_outlooks_is_right(gold_of: Callable[..., Gold], outlook: str, is_right: bool) -> None:
    gold = gold_of(sectors=[sector(outlook=["risk", "mixed"])])
    assert counts_of(compare(gold, said(("metals", outlook, ()))))["outlook"] == (is_right, 1, 1)


@pytest.mark.parametrize(
    ("quote", "is_grounded"),
    [
        (STEEL, True),
        ("a 25% duty on Chinese goods", True),
        ("will impose a tax", False),
        ("a 25% levy on Chinese steel", False),
    ],
)
def test_evidence_is_grounded_by_four_words_in_a_row(
    gold_of: Callable[..., Gold], quote: str, is_grounded: bool
) -> None:
    gold = gold_of(sectors=[sector(evidence=quote)])
    assert counts_of(compare(gold, said(("metals", "risk", ()))))["evidence"] == (is_grounded, 1, 1)


@pytest.mark.parametrize(
    ("other", "is_loosely", "is_strictly"),
    [
        (act(), True, True),
        (act(who="CAN USA"), True, True),
        (act(who="USA"), False, False),
        (act(who=""), False, False),
        (act(stance="neutral"), False, False),
        (act(status="hoped"), True, False),
        (act(whom="USA"), True, False),
        (act(whom=""), True, False),
    ],
)
def test_two_measures_are_the_same_loosely_or_strictly(
    other: Act, is_loosely: bool, is_strictly: bool
) -> None:
    assert is_same(act(), other, is_strict=False) == is_same(other, act(), is_strict=False) == is_loosely
    assert is_same(act(), other, is_strict=True) == is_same(other, act(), is_strict=True) == is_strictly


def wanted(*variants: Act, is_optional: bool = False) -> GoldMeasure:
    return GoldMeasure(variants=variants, is_optional=is_optional)


def test_the_other_readers_version_counts() -> None:
    gold = [wanted(act(), act(stance="neutral"))]
    assert _count_measures(gold, [act(stance="neutral")], is_strict=True).counts == (1, 1, 1)


def test_one_measure_answers_one_label_only() -> None:
    assert _count_measures([wanted(act()), wanted(act())], [act()], is_strict=False).counts == (1, 1, 2)


def test_an_optional_measure_is_neither_asked_for_nor_wrong() -> None:
    gold = [wanted(act()), wanted(act("liberalising"), is_optional=True)]
    assert _count_measures(gold, [act()], is_strict=False).counts == (1, 1, 1)
    assert _count_measures(gold, [act(), act("liberalising")], is_strict=False).counts == (1, 1, 1)
    assert _count_measures(gold, [act("liberalising")] * 2, is_strict=False).counts == (0, 1, 1)


def test_the_pairing_is_the_largest_there_is() -> None:
    """The first label could take either; taking the wrong one would leave the second without."""
    gold = [wanted(act(who="CAN USA")), wanted(act(who="CAN"))]
    for order in permutations([act(who="CAN"), act(who="USA")]):
        assert _count_measures(gold, order, is_strict=False).counts == (2, 2, 2)


_ACTS = st.lists(
    st.sampled_from([act(who=who, status=s) for who in ("CAN", "USA", "CAN USA", "") for s in Status])
)


@given(_ACTS, _ACTS)
def test_no_greedy_pairing_beats_ours_and_strict_never_beats_loose(gold: list[Act], found: list[Act]) -> None:
    loose, strict = (
        _count_measures([wanted(a) for a in gold], found, is_strict=s).counts for s in (False, True)
    )
    assert strict.hit <= loose.hit <= min(len(gold), len(found))
    left = list(found)
    greedy = 0
    for one in gold:
        twin = next((other for other in left if is_same(one, other, is_strict=False)), None)
        if twin is not None:
            left.remove(twin)
            greedy += 1
    assert greedy <= loose.hit


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        ((3, 4, 6), 0.75, 0.5, 0.6),
        ((0, 0, 0), None, None, None),
        ((0, 2, 0), 0, None, 0),
        ((0, 0, 2), None, 0, 0),
    ],
)
def test_a_figure_without_ground_is_unknown(
    counts: tuple[int, int, int], precision: float | None, recall: float | None, f1: float | None
) -> None:
    of = Counts(*counts)
    assert (precision_of(of), recall_of(of)) == (precision, recall)
    assert f1_of(of) == (f1 if f1 is None else pytest.approx(f1))


def comparison(number: int, hit: int, due: int = 4) -> Comparison:
    counts = tuple(Counts(hit, due, due) for _ in FIELDS)
    return Comparison(article=Article(id=f"n{number}", text=""), counts=counts, missed=(), added=())


def test_intervals_hold_the_figure_and_come_out_the_same_each_time() -> None:
    many = [comparison(number, number % 5) for number in range(30)]
    first, second = figures_of(many), figures_of(many)
    assert first == second
    for figure in first.values():
        low, value, high = figure.f1.low, figure.f1.value, figure.f1.high
        assert low is not None
        assert value is not None
        assert high is not None
        assert 0 <= low < value < high <= 1


def test_articles_that_agree_have_no_width() -> None:
    figure = figures_of([comparison(number, 2) for number in range(9)])["sectors"]
    assert figure.f1 == (0.5, 0.5, 0.5)


def test_one_article_has_no_interval() -> None:
    assert figures_of([comparison(1, 2)])["sectors"].f1 == (0.5, None, None)
    assert figures_of([])["sectors"].f1 == (None, None, None)


def test_the_worst_come_first_and_those_without_error_never() -> None:
    some = [comparison(1, 4), comparison(2, 1), comparison(3, 3), comparison(4, 1)]
    report = Report(comparisons=tuple(some), figures=figures_of(some), failures=())
    assert [found.article.id for found in report.worst(9)] == ["n2", "n4", "n3"]
    assert len(report.worst(1)) == 1
    assert report.worst(0) == []


BAD_LINES = [
    ("{", "is not JSON", "Write one object a line"),
    ("[]", "is no object", "Write {"),
    ('{"id": "a", "id": "b"}', "says 'id' twice", "Keep one"),
    ({"sectors": []}, "the row has no id", "Give it one"),
    (row(sector=[]), "unknown key 'sector'", "Write sectors"),
    (row(sectors={}), "sectors is no list", "Write sectors as [...]"),
    (row(sectors=[7]), "sectors 1: is no object", "Write {...}"),
    (row(sectors=[sector("metal")]), "sector 'metal' is not in the taxonomy", "Write metals"),
    (row(sectors=[sector(), sector()]), "labels sector 'metals' twice", "Merge the two"),
    (row(sectors=[sector(outlook="chance")]), "outlook of metals is 'chance'", "Give one of risk, "),
    (row(sectors=[sector(outlook=[])]), "outlook of metals is []", "Give one of risk, "),
    (row(sectors=[sector(centrality=None)]), "centrality of metals is missing", "Give one of primary, "),
    (row(sectors=[sector(channels=["tarif"])]), "channel of metals is 'tarif'", "Write tariff"),
    (row(sectors=[sector(chanels=[])]), "unknown key 'chanels'", "Write channels"),
    (row(sectors=[sector(evidence=[""])]), "evidence is no quotation", "Write evidence as"),
    (row(measures=[measure(status="in force")]), "measures 1: status is 'in force'", "Write in_force"),
    (row(measures=[measure(sectors=["steel"])]), "sector 'steel' is not in the taxonomy", "Give an id that is"),
    (row(measures=[measure(targets="CHN")]), "targets of the measure is no list of words", "Write targets as"),
    (row(measures=[measure(targets=["China"])]), "targets has 'China'", "Write three capitals"),
    (row(measures=[measure(alt="CHN")]), "alt is no object", "Write the other reader's"),
    (row(measures=[measure(alt=measure(stance="up"))]), "stance is 'up'", "Give one of restrictive, "),
    (row(measures=[measure(optional="yes")]), "optional is 'yes'", "Write true or false"),
    (row(places="CAN"), "places of the row is no list of words", "Write places as"),
    (row(events=[{"evidence": 5}]), "events 1: evidence is no quotation", "Write evidence as"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "reason", "mend"), BAD_LINES, ids=[reason for _, reason, _ in BAD_LINES])
def test_a_problem_in_the_labels_is_told_with_its_line_and_mend(
    write: Callable[..., Path], line: Any, reason: str, mend: str
) -> None:
    path = write(row(id="good"), "", line)
    rows, failures = load_gold(path, KNOWN)
    assert [one.id for one in rows] == ["good"]
    assert len(failures) == 1
    assert str(failures[0]).startswith(f"{path}:3: ")
    assert reason in failures[0].reason
    assert mend in failures[0].mend


def test_every_problem_of_a_row_is_told_at_once(write: Callable[..., Path]) -> None:
    bad = row(sectors=[sector("x"), sector(outlook="y")], measures=[measure(stance="z")], places=["w"])
    rows, failures = load_gold(write(bad), KNOWN)
    assert (rows, len(failures)) == ([], 4)


def test_an_id_may_be_given_once(write: Callable[..., Path]) -> None:
    rows, failures = load_gold(write(row(), row()), KNOWN)
    assert len(rows) == 1
    assert "has the id 'a' of line 1" in failures[0].reason


def test_evidence_may_be_objects_with_a_text(gold_of: Callable[..., Gold]) -> None:
    gold = gold_of(sectors=[sector(evidence=[{"text": STEEL}])], measures=[])
    assert gold.quotes == (STEEL,)


def test_a_file_without_a_row_is_refused(write: Callable[..., Path], tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="is empty"):
        load_gold(write(""), KNOWN)
    with pytest.raises(GoldError, match="cannot be read"):
        load_gold(tmp_path / "none.jsonl", KNOWN)


def test_evidence_that_is_not_in_the_text_is_told_and_counts_all_the_same(
    gold_of: Callable[..., Gold], mini_engine: Engine
) -> None:
    gold = gold_of(sectors=[sector(evidence="Canada imposes a duty")])
    report = evaluate([gold], [Article(id="a", text=TEXT)], mini_engine)
    assert [failure.reason for failure in report.failures] == [
        "evidence 'Canada imposes a duty' is not in the text of a"
    ]
    assert len(report.comparisons) == 1


def test_labels_without_an_article_are_told_and_articles_without_labels_left_out(
    gold_of: Callable[..., Gold], mini_engine: Engine
) -> None:
    report = evaluate([gold_of()], [Article(id="b", text=TEXT)], mini_engine)
    assert report.comparisons == ()
    assert [failure.reason for failure in report.failures] == ["no article has the id 'a'"]


def test_the_digest_tells_files_apart_but_not_their_line_ends(write: Callable[..., Path]) -> None:
    one, other = write("a", "b", name="one"), write("a", "c", name="other")
    before = digest_of(one, other)
    assert before != digest_of(other, one)
    one.write_bytes(b"a\r\nb")
    assert digest_of(one, other) == before
    one.write_bytes(b"a\nb2")
    assert digest_of(one, other) != before


FIGURES = figures_of([comparison(1, 3), comparison(2, 4)])  # 7 of 8: 0.875
FLOORS = Floors(digest="d", floors={field: Floor(0.8, 0.02) for field in FIELDS})


def test_the_first_floors_lie_a_margin_below_what_was_reached() -> None:
    floors = raised(None, FIGURES, "d")
    for field, floor in floors.floors.items():
        assert 0 <= 0.875 - MARGINS[field] - floor.floor < 0.001
        assert floor.reached is not None
        assert (floor.reached.value, floor.reached.labels) == (0.875, FIGURES[field].counts.due)
    assert breaches(floors, FIGURES, "d") == []


def test_the_figure_reached_survives_the_file(tmp_path: Path) -> None:
    floors = raised(None, FIGURES, "d")
    path = tmp_path / "floors.json"
    path.write_text(to_text(floors), encoding="utf-8")
    assert read_floors(path) == floors


def test_floors_rise_and_never_fall() -> None:
    higher = Floors(digest="d", floors={**FLOORS.floors, "places": Floor(0.87, 0.02)})
    after = raised(higher, FIGURES, "new")
    assert after.digest == "new"
    assert after.floors["sectors"].floor == pytest.approx(0.855)
    assert after.floors["places"].floor == 0.87


def test_no_floor_rises_while_a_figure_is_below_its_own() -> None:
    high = Floors(digest="d", floors={**FLOORS.floors, "places": Floor(0.9, 0.02)})
    with pytest.raises(FloorsError, match=r"places: 0\.8750 is below the floor of 0\.900"):
        raised(high, FIGURES, "d")


def test_a_breach_names_field_figure_and_floor() -> None:
    high = Floors(digest="d", floors={**FLOORS.floors, "places": Floor(0.9, 0.02)})
    assert [breach.split(".")[0] for breach in breaches(high, FIGURES, "d")] == ["places: 0"]
    assert "0.8750 is below the floor of 0.900" in breaches(high, FIGURES, "d")[0]


def test_other_labels_than_the_floors_were_set_for_are_a_breach() -> None:
    assert "set for other labels" in breaches(FLOORS, FIGURES, "e")[0]


def test_a_field_without_a_floor_is_a_breach() -> None:
    partly = Floors(digest="d", floors={k: v for k, v in FLOORS.floors.items() if k != "places"})
    assert breaches(partly, FIGURES, "d") == ["places: has no floor. Raise the floors."]


def test_a_lowered_floor_keeps_its_reason_and_survives_the_file(tmp_path: Path) -> None:
    after = lowered(FLOORS, {"places": 0.7}, "  town names\nwere dropped ")
    assert after.floors["places"] == Floor(0.7, 0.02)
    assert after.lowered == (("places", 0.8, 0.7, "town names were dropped"),)
    path = tmp_path / "floors.json"
    path.write_text(to_text(after), encoding="utf-8")
    assert read_floors(path) == after
    assert raised(after, FIGURES, "d").lowered == after.lowered


@pytest.mark.parametrize(
    ("changes", "reason", "message"),
    [
        ({"places": 0.7}, " ", "has no reason"),
        ({"place": 0.7}, "x", "'place' has no floor. Name one of: sectors"),
        ({"places": 0.8}, "x", "is not below 0.800"),
        ({"places": 0.9}, "x", "is not below 0.800"),
    ],
)
def test_a_floor_is_lowered_only_with_reason_and_downwards(
    changes: dict[str, float], reason: str, message: str
) -> None:
    with pytest.raises(FloorsError, match=message):
        lowered(FLOORS, changes, reason)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"digest": "d", "floors": {"x": {"floor": 1, "margin": 0}}}', '{"digest": "d", "floors": {"places": {"floor": 2, "margin": 0}}}'],
)  # fmt: skip
def test_a_broken_file_of_floors_is_refused_with_its_name(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content)
    with pytest.raises(FloorsError, match=r"floors\.json: is no"):
        read_floors(path)


@pytest.fixture
def files(write: Callable[..., Path], mini_file: Path) -> list[str]:
    """GOLD ARTICLES --taxonomy FILE, for the command line."""
    gold = write(row(), row(id="b", sectors=[], measures=[], places=[]))
    articles = write({"id": "a", "text": TEXT}, {"id": "b", "text": "Nothing."}, name="articles.jsonl")
    return [str(gold), str(articles), "--taxonomy", str(mini_file)]


def test_the_command_prints_a_table(files: list[str], capsys: Captured) -> None:
    assert main(["evaluate", *files]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("2 labelled articles; 95% intervals from 1,000 draws of whole articles\n")
    assert all(field.replace("_", " ") in out for field in FIELDS)


def test_the_command_prints_json(files: list[str], capsys: Captured) -> None:
    assert main(["evaluate", *files, "--format", "json", "--worst", "1"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["articles"] == 2
    assert record["figures"]["places"]["due"] == 2
    assert set(record["figures"]["outlook"]) == {"share", "hit", "said", "due"}
    assert len(record["worst"]) <= 1


def test_labels_to_mend_are_findings_with_their_line(files: list[str], capsys: Captured) -> None:
    gold = Path(files[0])
    gold.write_text(gold.read_text() + "\n{bad\n" + json.dumps(row(id="c")))
    assert main(["evaluate", *files]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("2 labelled articles")
    assert f"{gold}:3: is not JSON" in err
    assert f"{gold}:4: no article has the id 'c'. Add the article, or drop the row.\n" in err


def test_an_article_that_cannot_be_read_is_a_finding(files: list[str], capsys: Captured) -> None:
    Path(files[1]).write_text(json.dumps({"id": "a", "text": TEXT}) + "\n{bad")
    assert main(["evaluate", *files]) == 1
    err = capsys.readouterr().err
    assert f"{files[1]}:2: is not JSON" in err
    assert "no article has the id 'b'" in err


@pytest.mark.parametrize("missing", [0, 1])
def test_without_labels_or_articles_nothing_is_usable(
    files: list[str], capsys: Captured, missing: int
) -> None:
    Path(files[missing]).unlink()
    assert main(["evaluate", *files]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{files[missing]}: cannot be read" in err


def test_floors_are_made_checked_and_lowered_by_the_command(
    files: list[str], tmp_path: Path, capsys: Captured
) -> None:
    floors = tmp_path / "floors.json"
    with_floors = ["evaluate", *files, "--floors", str(floors)]
    assert main(with_floors) == 2
    assert "--raise-floors" in capsys.readouterr().err
    assert main([*with_floors, "--raise-floors"]) == 0
    assert main(with_floors) == 0
    capsys.readouterr()
    assert main([*with_floors, "--lower-floor", "places=0.5"]) == 2
    assert capsys.readouterr().err == "--lower-floor: has no reason. Say why with --reason TEXT.\n"
    assert main([*with_floors, "--lower-floor", "places=0.5", "--reason", "too few"]) == 0
    assert capsys.readouterr().out == "places: the floor is 0.500 now.\n"
    assert read_floors(floors).lowered[0].reason == "too few"
    assert main(with_floors) == 0
    assert "0.500" in capsys.readouterr().out


def test_a_figure_below_its_floor_is_a_finding_and_nothing_is_raised(
    files: list[str], tmp_path: Path, capsys: Captured
) -> None:
    floors = tmp_path / "floors.json"
    with_floors = ["evaluate", *files, "--floors", str(floors)]
    main([*with_floors, "--raise-floors"])
    Path(files[0]).write_text(json.dumps(row(places=["USA", "MEX"])))
    before = floors.read_text()
    assert main(with_floors) == 1
    err = capsys.readouterr().err
    assert "places: " in err
    assert "set for other labels" in err
    assert main([*with_floors, "--raise-floors"]) == 1
    assert "no floor was raised" in capsys.readouterr().err
    assert floors.read_text() == before


@pytest.mark.parametrize(
    "wrong",
    [
        ["--worst", "-1"], ["--worst", "many"], ["--lower-floor", "places"], ["--lower-floor", "places=2"],
        ["--lower-floor", "places=nan"], ["--raise-floors", "--lower-floor", "places=0.5"],
    ],
)  # fmt: skip
def test_an_option_that_makes_no_sense_is_unusable(
    files: list[str], wrong: list[str], capsys: Captured
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["evaluate", *files, *wrong])
    assert stop.value.code == 2
    assert "usage: python -m analysis evaluate" in capsys.readouterr().err


def test_changing_floors_takes_the_file(files: list[str], capsys: Captured) -> None:
    assert main(["evaluate", *files, "--raise-floors"]) == 2
    assert capsys.readouterr().err == "--floors: is missing. Name the file whose floors are to change.\n"
