"""The parts of the page on rounds of convolution, ReLU and pooling."""
