"""The parts of the page One training step, by hand."""
