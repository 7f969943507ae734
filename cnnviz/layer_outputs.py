"""What each layer of a Keras model gives out for one input. Imports Keras."""

from cnnviz.with_keras.layer_outputs import body, features, logits, of, prediction

__all__ = ["body", "features", "logits", "of", "prediction"]
