"""The parts that one chapter alone needs, one folder for each chapter."""
