"""The parts of the page Transfer."""
