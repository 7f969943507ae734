"""A small push that turns a network's answer. Imports Keras.

from cnnviz import models, pushing
from cnnviz.lessons.pushes import PushAsked

model = models.load_pretrained()
pushing.push(model, digit, PushAsked("fgsm")).turned_at  # the smallest push, in steps of 1/255
"""

from cnnviz.with_keras.pushing import fgsm, iterated_fgsm, push

__all__ = ["fgsm", "iterated_fgsm", "push"]
