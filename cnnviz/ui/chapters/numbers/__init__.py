"""The parts of the page Images are numbers."""
