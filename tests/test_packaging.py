"""What is installed by pip is whole: the engine, its word lists and tables, and the sectors that stand beside it."""

import tomllib
from pathlib import Path

import pytest

setuptools = pytest.importorskip("setuptools", reason="setuptools is not installed")

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package as pip would lay it into an environment."""
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    from setup import BuildWithSectors

    told = {
        "packages": SETTINGS["packages"],
        "package_data": SETTINGS["package-data"],
        "script_name": "setup.py",
    }
    command = BuildWithSectors(setuptools.Distribution(told))
    command.build_lib = str(tmp_path)
    command.ensure_finalized()
    command.run()
    return tmp_path / "analysis"


def files_in(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*.*") if "__pycache__" not in path.parts}


def test_all_that_the_engine_reads_is_installed(installed: Path) -> None:
    assert files_in(installed) == files_in(ROOT / "analysis") | {Path("sectors.yaml")}
    assert (installed / "sectors.yaml").read_bytes() == (ROOT / "sectors.yaml").read_bytes()
