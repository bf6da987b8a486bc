"""The dashboard's pages and what they share; the engine is met only through views.loaders."""
