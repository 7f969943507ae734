"""The parts of the page What excites it?."""
