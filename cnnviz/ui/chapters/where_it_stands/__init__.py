"""The parts of the page Where it stands."""
