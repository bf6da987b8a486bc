"""What pip installs is whole: the engine, its word lists and tables, and the sectors that stand beside the package."""

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from analysis.taxonomy import find_taxonomy

ROOT = Path(__file__).parent.parent
NEEDED = ("pyproject.toml", "requirements.txt", "README.md", "LICENSE", "sectors.yaml")
DATA = ".data/data/share/trade-sector-exposure/sectors.yaml"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources."""
    pytest.importorskip("setuptools", "77", reason="setuptools 77 is not installed")
    copy = tmp_path_factory.mktemp("sources")
    for name in NEEDED:
        shutil.copy(ROOT / name, copy / name)
    shutil.copytree(ROOT / "analysis", copy / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
    command = "import setuptools.build_meta as b; print(b.build_wheel('dist'))"
    subprocess.run([sys.executable, "-c", command], cwd=copy, check=True, capture_output=True, timeout=300)
    (built,) = (copy / "dist").glob("*.whl")
    return built


def test_a_wheel_holds_all_that_the_engine_reads(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        (sectors,) = (name for name in held if name.endswith(DATA))
        assert archive.read(sectors) == (ROOT / "sectors.yaml").read_bytes()
    own = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "analysis").rglob("*.*")
        if "__pycache__" not in path.parts
    }
    assert held == own | {sectors}


def test_the_sectors_are_found_wherever_pip_lays_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sysconfig, "get_path", lambda name, scheme="": str(tmp_path / ("user" if scheme else "environment")))
    package = tmp_path / "target" / "analysis"
    data = "share/trade-sector-exposure/sectors.yaml"
    assert find_taxonomy(package) == tmp_path / "environment" / data, "where nothing is, the usual place is named"
    # from the last that is looked for to the first
    for place in (f"user/{data}", f"environment/{data}", f"target/{data}", "target/sectors.yaml"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        assert find_taxonomy(package) == path
