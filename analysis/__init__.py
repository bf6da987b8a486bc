"""Reads trade news: which industries an article implicates, how, and the words that prove it."""

from analysis.native import native_folder

# before anything else is imported: compiled modules go first where `make fast` has made them from these very sources
if folder := native_folder():
    __path__.insert(0, str(folder))

from analysis.engine import Engine, load_engine
from analysis.model import Analysis, Article
from analysis.pipeline import analyse
from analysis.sources import article_from_text

__all__ = ["Analysis", "Article", "Engine", "analyse", "article_from_text", "load_engine"]
