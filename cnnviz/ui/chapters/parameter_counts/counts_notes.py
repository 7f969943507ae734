"""What the page Why the numbers differ says below its tables."""

from __future__ import annotations

EXPLANATION = (
    "Published tables give different numbers of parameters for the same network. "
    "Here each number comes from the layers. Choose a row to see what makes the difference."
)
MEANING = """
**Keras's count.** `count_params` counts every number that a model file stores.
This includes the statistics of batch normalization: the mean and the variance of each map.
Training by gradients does not change them, so many tables leave them out.

**Biases.** A normalization after a convolution takes a bias away again.
So torchvision leaves those biases out.

**Fixed numbers.** LeNet-5's last layer compares with 840 fixed numbers. They are no parameters.

**Heads.** GoogLeNet was trained with two more outputs in its middle. They are thrown away afterwards.

**The slides.** They give 4 million for GoogLeNet. Its layers count to almost 7 million.
"""
QUESTIONS = """
- Which part of AlexNet holds most parameters: convolutions or dense layers?
- Two groups save parameters only in some layers. In which ones, and why there?
- Which numbers does a program need to use a network? Which only to train it?
- A table says "25.5 million" for ResNet-50, Keras says 25,636,712. Who is right?
"""
