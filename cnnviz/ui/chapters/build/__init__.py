"""The parts of the page Build a network."""
