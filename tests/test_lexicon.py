"""Word lists: every problem at once with its line, forms made by rule, and the project's own lists are sound."""

from pathlib import Path
from shutil import copytree

import pytest

from analysis.errors import LexiconError
from analysis.lexicon_files import LEXICON, SHEETS, load_cues, phrase_forms
from analysis.verbforms import forms_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's word lists to spoil."""
    return Path(copytree(LEXICON, tmp_path / "lexicon"))


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(LexiconError) as caught:
        load_cues(folder)
    return str(caught.value).splitlines()


def append(folder: Path, file: str, line: str) -> int:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text + line + "\n", encoding="utf-8")
    return text.count("\n") + 1


def test_the_projects_own_lists_load() -> None:
    kinds = {cue.kind for cue in load_cues()}
    assert {"instrument", "flow", "action", "status", "scope", "speaker", "speech", "friend"} == kinds


def test_all_problems_of_all_files_come_at_once_with_file_and_line(folder: Path) -> None:
    first = append(folder, "instruments.tsv", "levies\tnew thing\tbarrier\t\t")
    second = append(folder, "status.tsv", "sure\tcertainly so\t")
    third = append(folder, "actions.tsv", "create\timpose\t\t\t\t")
    problems = problems_of(folder)
    assert any(p.startswith(f"instruments.tsv:{first}: channel is 'levies'. Write one of ") for p in problems)
    assert any(p.startswith(f"status.tsv:{second}: status is 'sure'.") for p in problems)
    assert any(p.startswith(f"actions.tsv:{third}: 'impose' stands in line ") for p in problems)
    assert len(problems) == 3


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("tariff\t\tbarrier\t\t", "holds no word. Write one or drop the line."),
        ("tariff\t[impose duties\tbarrier\t\t", "has an odd bracket."),
        ("tariff\ttoll\tobstacle\t\t", "sign is 'obstacle'."),
        ("tariff\ttoll\tbarrier\t\t\t\t\t", "columns instead of 5."),
    ],
)
def test_a_wrong_row_says_what_is_wrong(folder: Path, line: str, problem: str) -> None:
    append(folder, "instruments.tsv", line)
    assert any(problem in found for found in problems_of(folder))


def test_a_file_that_is_missing_or_has_a_wrong_header_is_a_problem(folder: Path) -> None:
    (folder / "flows.tsv").unlink()
    (folder / "scope.tsv").write_text("what\tphrase\n", encoding="utf-8")
    problems = problems_of(folder)
    assert any("flows.tsv:1: cannot be read" in p for p in problems)
    assert any(p.startswith("scope.tsv:1: the header is wrong.") for p in problems)


def test_a_bracketed_verb_takes_all_its_forms_and_a_noun_its_plural() -> None:
    assert {form for form, _ in phrase_forms("[reduce] reliance")} == {
        "reduce reliance", "reduces reliance", "reduced reliance", "reducing reliance",
    }  # fmt: skip
    assert {"import licence", "import licences", "import license", "import licenses"} <= {
        form for form, _ in phrase_forms("import licence")
    }


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("impose", "impose imposes imposed imposing"),
        ("agree", "agree agrees agreed agreeing"),
        ("levy", "levy levies levied levying"),
        ("scrap", "scrap scraps scrapped scrapping"),
        ("cancel", "cancel cancels canceled canceling cancelled cancelling"),
        ("withdraw", "withdraw withdraws withdrew withdrawn withdrawing"),
        ("ban", "ban bans banned banning"),
        ("cut", "cut cuts cutting"),
    ],
)
def test_verbs_are_inflected_by_rule_or_table(verb: str, forms: str) -> None:
    assert {form for form, _ in forms_of(verb)} == set(forms.split())


def test_every_sheet_is_a_file_with_a_comment_for_its_reader() -> None:
    for sheet in SHEETS:
        assert (LEXICON / sheet.file).read_text(encoding="utf-8").startswith("# ")
