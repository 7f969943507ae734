"""The ideas behind the architectures, each as two or more networks that differ in one thing."""

from cnnviz.lessons.ideas import alexnet_ideas
from cnnviz.lessons.ideas.dense_connections import IDEA as DENSE_CONNECTIONS
from cnnviz.lessons.ideas.depthwise_kernels import IDEA as DEPTHWISE
from cnnviz.lessons.ideas.idea import DEPTHS, Contender, Idea, Options
from cnnviz.lessons.ideas.inception_block import IDEA as INCEPTION
from cnnviz.lessons.ideas.residual_stack import IDEA as SKIPS
from cnnviz.lessons.ideas.small_kernels import IDEA as SMALL_KERNELS

#: The ideas by their names in a link, in the order of their years.
IDEAS: dict[str, Idea] = {
    "relu": alexnet_ideas.RELU,
    "dropout": alexnet_ideas.DROPOUT,
    "augmentation": alexnet_ideas.AUGMENTATION,
    "inception": INCEPTION,
    "small": SMALL_KERNELS,
    "skips": SKIPS,
    "dense": DENSE_CONNECTIONS,
    "depthwise": DEPTHWISE,
}

__all__ = ["DEPTHS", "IDEAS", "Contender", "Idea", "Options"]
