"""The parts of the page on invariance."""
