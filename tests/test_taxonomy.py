"""The loader finds every mistake at once and says where and how to mend it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import located
from analysis.engine import load_engine
from analysis.errors import TaxonomyError
from analysis.taxonomy import load_taxonomy, parse_taxonomy

GOOD = """\
version: "1"
contexts:
  farm: [harvest, farmer]
false_friends: [corny joke]
sectors:
  - id: agriculture
    name: Agriculture
    group: Food
    description: Crops.
    hs: ["01", "0401", "10"]
    isic: ["01"]
    naics: ["111"]
    segments:
      - id: grains
        name: Grains
        terms: [wheat, durum wheat]
        guarded:
          - {term: corn, needs: ["@farm"], blocks: [corn syrup]}
  - id: agri_food
    name: Agri-food
    group: Food
    description: Food.
    hs: ["04"]
    segments:
      - id: dairy
        name: Dairy
        terms: [cheese]
        companies: [Danone]
"""


def problems_of(source: str) -> tuple[str, ...]:
    with pytest.raises(TaxonomyError) as caught:
        parse_taxonomy(source)
    return caught.value.problems


def test_a_good_file_loads_with_terms_codes_and_lines() -> None:
    taxonomy = parse_taxonomy(GOOD)
    corn = next(term for term in taxonomy.sector("agriculture").terms if term.folded == "corn")
    assert (corn.segment, corn.line, corn.blocks) == ("grains", 18, ("corn syrup", "corn syrups"))
    assert {"harvest", "harvests", "farmer"} <= set(corn.needs)
    assert taxonomy.sector("agri_food").segments[0].terms[1].company
    assert taxonomy.unwise == ()


@pytest.mark.parametrize(("code", "sector"), [("040110", "agriculture"), ("040610", "agri_food"), ("9999", None)])
def test_the_longest_hs_prefix_wins(code: str, sector: str | None) -> None:
    assert parse_taxonomy(GOOD).sector_of_hs(code) == sector


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[wheat, durum wheat]", "[wheat, wheat]", "sectors.yaml:16: term 'wheat' stands in line 16 too. Drop one."),
        ("terms: [cheese]", "terms: [wheat]", "Give one of them a \"needs\", or drop it."),
        ("terms: [cheese]", "terms: [durum-wheat]", "term 'durum-wheat' is in agriculture (line 16) and agri_food."),
        ("group: Food\n    description: Food.", "grp: Food\n    description: Food.", "unknown key grp in the sector"),
        ("group: Food\n    description: Food.", "grp: Food\n    description: Food.", "the sector has no group. Add it."),
        ("name: Agri-food", "name: [a]", "name has to be words, not a list or table"),
        ("name: Agri-food", "name: Agri-food\n    name: Twice", "key name stands twice. Merge the two."),
        ("id: agri_food", "id: agriculture", "id agriculture stands twice. Rename or merge."),
        ('hs: ["04"]', 'hs: ["10"]', "HS code 10 is claimed by agriculture too. Keep one."),
        ('hs: ["04"]', 'hs: ["77"]', "HS code 77 is in chapter 77, which is reserved."),
        ('hs: ["04"]', 'hs: ["0499"]', "HS code 0499 is no heading: chapter 04 ends at 0410."),
        ('hs: ["04"]', 'hs: [4]', "has to be 2, 4 or 6 digits, leading zero included"),
        ('hs: ["04"]', 'hs: "04"', "hs has to be a list"),
        ("terms: [cheese]\n        companies: [Danone]", "terms: []", "segment dairy has no term."),
        ("terms: [cheese]", "terms: [[cheese]]", "terms holds something that is not a word"),
        ("terms: [cheese]", "terms: ['...']", "term ... holds no letter or digit"),
        ('["@farm"]', '["@sea"]', "@sea is no context. Define it under contexts."),
        ("blocks: [corn syrup]", "block: [corn syrup]", "unknown key block in the guarded term"),
        ("blocks: [corn syrup]", "case: UPPER", "case is 'UPPER'. Write one of any, lower, cased."),
        ("blocks: [corn syrup]", "weak: yes", "weak is 'yes'. Write true or false."),
        ("[corny joke]", "[cheese]", "term 'cheese' is a false friend too. Drop one."),
        ("[corny joke]", "*joke", "uses a YAML anchor or alias. Write the words out."),
        ("[corny joke]", "&j [corny joke]", "uses a YAML anchor or alias"),
        ("[corny joke]", "!!python/object:os.system [x]", "uses the YAML tag tag:yaml.org"),
        ("[corny joke]", "!!str joke", "uses the YAML tag"),
        ("[corny joke]", "[corny joke", "is not YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_line_and_mend(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    found = problems_of(GOOD.replace(old, new, 1))
    assert any(problem in line for line in found), found
    assert all(line.startswith("sectors.yaml:") for line in found)


def test_all_mistakes_are_reported_at_once() -> None:
    source = GOOD.replace('hs: ["04"]', 'hs: ["7701"]').replace("weak", "x").replace("[cheese]", "[wheat]")
    source = source.replace("group: Food", "grp: Food", 1)
    assert len(problems_of(source)) == 4


@pytest.mark.parametrize("source", ["", "[]", "a", "sectors: []", "sectors: {}", "sectors: 3", "- 1", "\x00"])
def test_what_is_no_taxonomy_is_refused_in_words(source: str) -> None:
    assert problems_of(source)[0].startswith("sectors.yaml:1:")


def test_a_file_of_more_values_than_memory_is_for_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(located, "MAX_VALUES", 5_000)
    assert parse_taxonomy(GOOD)
    (problem,) = problems_of("sectors:\n  - id: a\n    hs: [" + "1," * 6_000 + "]\n")
    assert problem == "sectors.yaml:3: holds more than 5,000 values. Split it or drop terms."


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    taxonomy = parse_taxonomy(GOOD.replace("[cheese]", "[no, 0713, 1e3, null]").replace('hs: ["04"]', "hs: [0405]"))
    assert [term.surface for term in taxonomy.sector("agri_food").terms] == ["no", "0713", "1e3", "null", "Danone"]
    assert taxonomy.sector("agri_food").hs == ("0405",)
    assert any("means something else to other YAML readers" in line for line in taxonomy.unwise)


@pytest.mark.parametrize("word", ["the", "lead", "Plant", "us"])
def test_an_everyday_word_without_a_guard_is_unwise(word: str) -> None:
    (finding,) = [line for line in parse_taxonomy(GOOD.replace("[cheese]", f"[{word}]")).unwise if "everyday" in line]
    assert f"term {word} is an everyday word. Guard it with needs or case." in finding


@pytest.mark.parametrize("slip", ["Fod", "food", "Foods"])
def test_a_misspelt_group_is_unwise(slip: str) -> None:
    head, _, tail = GOOD.rpartition("group: Food")
    taxonomy = parse_taxonomy(f"{head}group: {slip}{tail}")
    line = head.count("\n") + 1
    assert taxonomy.unwise == (f"sectors.yaml:{line}: group {slip} has one sector. Did you mean Food?",)


def test_a_group_of_ones_own_is_none() -> None:
    head, _, tail = GOOD.rpartition("group: Food")
    assert parse_taxonomy(f"{head}group: Instruments{tail}").unwise == ()


def test_the_order_of_the_file_does_not_change_the_digest() -> None:
    turned = GOOD.replace("[wheat, durum wheat]", "[durum wheat, wheat]").replace('["01", "0401", "10"]', '["10", "01", "0401"]')
    assert parse_taxonomy(turned).digest == parse_taxonomy(GOOD).digest
    assert parse_taxonomy(GOOD.replace("durum wheat", "durum")).digest != parse_taxonomy(GOOD).digest
    # a company is met as it is written, so its letters count
    assert parse_taxonomy(GOOD.replace("Danone", "DANONE")).digest != parse_taxonomy(GOOD).digest


def test_a_file_that_is_missing_or_not_utf8_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(TaxonomyError, match="cannot be read"):
        load_taxonomy(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"sectors:\n- name: caf\xe9\n")
    with pytest.raises(TaxonomyError, match=r"latin.yaml:2: is not UTF-8"):
        load_taxonomy(tmp_path / "latin.yaml")


@settings(max_examples=150)
@given(st.text(max_size=200))
def test_any_text_gives_a_taxonomy_or_problems(source: str) -> None:
    with pytest.raises(TaxonomyError):
        parse_taxonomy(source)


def test_an_engine_is_compiled_anew_only_when_the_words_in_the_file_change(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(GOOD)
    first = load_engine(path)
    assert load_engine(path) is first
    path.write_text(GOOD.replace("durum wheat", "durum"))
    assert load_engine(path).taxonomy.digest != first.taxonomy.digest
