"""The parts of the page Why the numbers differ."""
