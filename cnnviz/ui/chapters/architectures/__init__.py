"""The parts of the pages on published networks."""
