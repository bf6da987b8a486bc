"""Corpora: many articles in one store on disk, read once and asked often. Reading an article is pipeline's alone."""
