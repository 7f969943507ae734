"""The parts of the page ReLU and pooling."""
