"""What README.md shows can be done: its commands are understood, its Python runs, and no command goes untold."""

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis import analyse, article_from_text, load_engine
from analysis.corpus.watch import load_watchlist
from analysis.options import parser_for
from analysis.taxonomy import DEFAULT_TAXONOMY, load_taxonomy

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
# a line of a block is a command, and after two spaces or more what it is for
LINES = re.findall(r"^ *(?:.*\| )?python -m analysis (\S.*?)(?:  .*)?$", README, re.MULTILINE)


def parser() -> argparse.ArgumentParser:
    def run(options: argparse.Namespace) -> int:
        raise AssertionError(options)

    return parser_for(read=run, explain=run, evaluate=run, check_taxonomy=run, list_taxonomy=run)


def commands_of(parser: argparse.ArgumentParser, *before: str) -> Iterator[tuple[str, ...]]:
    """Every command in full that has no further ones below it."""
    below = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield before
    for action in below:
        for name, each in action.choices.items():
            yield from commands_of(each, *before, name)


@pytest.mark.parametrize("line", LINES)
def test_a_command_of_the_readme_is_understood(line: str) -> None:
    options = parser().parse_args(shlex.split(line))
    assert callable(options.run)


def test_every_command_is_told() -> None:
    commands = list(commands_of(parser()))
    assert len(commands) > 10
    assert len(LINES) > 15
    assert [" ".join(command) for command in commands if " ".join(command) not in README] == []


def test_every_link_leads_somewhere() -> None:
    heads = re.findall(r"^#+ (.*)$", README, re.MULTILINE)
    anchors = {"#" + re.sub(r"[^a-z0-9 -]", "", head.lower()).replace(" ", "-") for head in heads}
    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert len(links) > 5
    assert [link for link in links if link not in anchors and not (ROOT / link).is_file()] == []


def test_every_target_of_make_is_there() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = re.findall(r"(?:`|    |=\S+ )make ([a-z-]+)", README)
    assert {"run", "test"} <= set(told) <= set(targets)


def test_the_python_runs_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = (text for language, text in BLOCKS if language == "python")
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("agri_food risk tariff\n")


def test_the_watchlist_is_one(tmp_path: Path) -> None:
    (text,) = (text for language, text in BLOCKS if language == "yaml" and "watches:" in text)
    path = tmp_path / "list.yaml"
    path.write_text(text, encoding="utf-8")
    (watch,) = load_watchlist(path, sectors=["metals"], places=["CAN"])
    assert watch.filters.places == ("CAN",)


def test_the_sector_of_the_example_is_one(tmp_path: Path) -> None:
    (block,) = (text for language, text in BLOCKS if language == "yaml" and "- id:" in text)
    path = tmp_path / "sectors.yaml"
    path.write_text(DEFAULT_TAXONOMY.read_text(encoding="utf-8") + block, encoding="utf-8")
    engine = load_engine(path)
    assert engine.taxonomy.unwise == ()
    assert {sector.group for sector in engine.taxonomy.sectors} == {s.group for s in load_taxonomy().sectors}
    assert engine.taxonomy.sector_of_hs("920590") == "instruments"
    assert engine.taxonomy.sector_of_hs("920110") == "consumer_goods"
    for text, sectors in (
        ("China put a 20% tariff on violins and on drums.", ["instruments"]),
        ("The minister went to Beijing to drum up support for a tariff.", []),
    ):
        assert [r.sector for r in analyse(article_from_text(text), engine).readings] == sectors
