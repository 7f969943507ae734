"""The parts of the page A push."""
