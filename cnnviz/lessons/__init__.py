"""The computations behind single chapters: descent, back-propagation, votes, evaluation."""
