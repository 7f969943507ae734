"""The smallest change of the pixels that turns a network's answer: FGSM, and its iterated form."""

from cnnviz.with_keras.pushing.fast_gradient_sign import fgsm
from cnnviz.with_keras.pushing.iterated_sign import iterated_fgsm
from cnnviz.with_keras.pushing.push_search import push

__all__ = ["fgsm", "iterated_fgsm", "push"]
