"""The parts of the page ReLU."""
