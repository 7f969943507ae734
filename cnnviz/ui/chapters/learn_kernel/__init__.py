"""The parts of the page Learn a kernel."""
