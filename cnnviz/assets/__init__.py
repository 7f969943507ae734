"""Trained weights with their model cards."""
