"""Lays sectors.yaml, which stands beside the packages, into the installed analysis; pyproject.toml says all else."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SECTORS = "sectors.yaml"


class BuildWithSectors(build_py):
    """An installed engine reads the sectors that it was built with; an editable one those of the checkout."""

    def run(self) -> None:
        """Build, then lay the file where analysis.taxonomy looks for it."""
        super().run()
        if not self.editable_mode:
            self.copy_file(SECTORS, str(Path(self.build_lib) / "analysis" / SECTORS))

    def get_source_files(self) -> list[str]:
        """What an archive of the sources has to hold, so that it can be built from."""
        return [*super().get_source_files(), SECTORS]


if __name__ == "__main__":
    setup(cmdclass={"build_py": BuildWithSectors})
