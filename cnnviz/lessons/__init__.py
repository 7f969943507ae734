"""What the chapters explain, as arrays and numbers: descent, back-propagation, votes, evaluation."""
