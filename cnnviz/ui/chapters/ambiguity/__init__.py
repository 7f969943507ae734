"""The parts of the page on ambiguity."""
