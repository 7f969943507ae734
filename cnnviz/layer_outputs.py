"""What each layer of a Keras model gives out for one input. Imports Keras."""

from cnnviz.with_keras.layer_outputs import logits, of, prediction

__all__ = ["logits", "of", "prediction"]
