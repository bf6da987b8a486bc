"""Trade figures beside what a text says: how much trade a measure touches, and for whom that is good or bad."""
