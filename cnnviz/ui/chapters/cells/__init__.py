"""The parts of the page on simple and complex cells."""
