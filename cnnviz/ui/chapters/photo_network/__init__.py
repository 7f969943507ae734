"""The parts of the page Inside the photo network."""
