"""Files and pages of any kind to articles: one door for command line, dashboard, corpus and fetched addresses."""
