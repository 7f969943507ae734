"""The parts of the page The ideas."""
