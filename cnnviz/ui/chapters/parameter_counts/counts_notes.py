"""What the page Why the numbers differ says below its tables."""

from __future__ import annotations

from cnnviz.lessons.architecture_history import published

_KERAS, _TORCHVISION = (variant.count for variant in published("resnet50").variants[:2])

EXPLANATION = (
    "Published tables give different numbers of parameters for the same network. "
    "Here each number comes from the layers. Choose a row to see what makes the difference."
)
MEANING = """
**Keras's count.** `count_params` counts every number that a model file stores.
This includes the statistics of batch normalization: the mean and the variance of each map.
Training by gradients does not change them, so many tables leave them out.

**Biases.** A normalization right after a convolution subtracts the bias again.
So another library, torchvision, leaves those biases out.

**Fixed numbers.** LeNet-5's last layer compares its inputs with 840 fixed numbers. They are not parameters.

**Heads.** A head is an output. GoogLeNet was trained with two more heads in its middle.
They are cut off after training.

**The lecture's slides.** They give 4 million for GoogLeNet. Its layers have almost 7 million.
"""
QUESTIONS = f"""
- Which part of AlexNet holds most parameters: convolutions or dense layers?
- Two groups save parameters only in some layers. In which ones, and why there?
- Which numbers does a program need to use a network? Which only to train it?
- For ResNet-50, torchvision says {_TORCHVISION:,} and Keras says {_KERAS:,}. Who is right?
"""
