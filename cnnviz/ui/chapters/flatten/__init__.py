"""The parts of the page Flatten and fully connected."""
