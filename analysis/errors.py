"""The error tree. Every message says the place, what is wrong, and the mend."""


class AnalysisError(Exception):
    """Anything that a user can mend; the command line prints it without a traceback."""


class SourceError(AnalysisError):
    """A file, stream or line that cannot be read as an article."""


class TaxonomyError(AnalysisError):
    """A taxonomy that cannot be loaded; carries every problem, not only the first."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class LexiconError(AnalysisError):
    """A word list of the engine that cannot be loaded; names file and line."""
