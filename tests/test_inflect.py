"""One entry, every form in print."""

import pytest

from analysis.inflect import plural_of, spellings_of, variants_of


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("berry", "berries"), ("calf", "calves"), ("potato", "potatoes"), ("bus", "buses"), ("box", "boxes"),
        ("alloy", "alloys"), ("aircraft", "aircraft"), ("dairyman", "dairymen"), ("tomato", "tomatoes"),
        ("mill", "mills"), ("chemistry", "chemistries"), ("cattle", "cattle"), ("5g", "5gs"), ("b52", "b52"),
    ],
)  # fmt: skip
def test_plurals(word: str, plural: str) -> None:
    assert plural in plural_of(word)


@pytest.mark.parametrize(
    ("word", "twin"),
    [
        ("aluminium", "aluminum"), ("fibre", "fiber"), ("tyre", "tire"), ("electrolyser", "electrolyzer"),
        ("fertiliser", "fertilizer"), ("polyfibre", "polyfiber"), ("soya", "soy"), ("programme", "program"),
        ("aluminum", "aluminium"),
    ],
)  # fmt: skip
def test_british_and_american_twins(word: str, twin: str) -> None:
    assert twin in spellings_of(word)


@pytest.mark.parametrize("word", ["rise", "franchise", "enterprise", "exercise", "tires" "ome", "entire", "prize"])
def test_words_with_one_spelling_keep_it(word: str) -> None:
    assert spellings_of(word) == (word,)


def test_every_part_of_a_phrase_varies_but_only_its_last_word_is_counted() -> None:
    assert set(variants_of("aluminium tyre")) == {
        "aluminium tyre", "aluminum tyre", "aluminium tire", "aluminum tire",
        "aluminium tyres", "aluminum tyres", "aluminium tires", "aluminum tires",
    }  # fmt: skip


def test_exact_means_exact() -> None:
    assert variants_of("pulses", exact=True) == ("pulses",)
