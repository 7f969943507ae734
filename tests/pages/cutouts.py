"""What the pages on one cut-out show, and the same by Keras."""

import json
from typing import Any

import keras
import numpy as np

from cnnviz import images, mnist, pipeline
from cnnviz.figures import captions
from cnnviz.pipeline import Pipeline
from cnnviz.pipeline.settings.layer_settings import PADDING_MODES
from tests.pages.dashboard import said


def stepped(at, key):
    """Return the stepper's message."""
    return json.loads(at.get_by_key(key).proto.json)


def whole(at):
    """Return the visitor's image, from the link."""
    now = Pipeline.from_link(at.query_params)
    if now.image.name == "digit":
        return mnist.bundled()[0][now.image.number].astype(np.float32) / np.float32(255)
    return images.sample_images()[now.image.name]()


def walked_over(at):
    """Return the picture that is walked over cell by cell, from the link."""
    over = Pipeline.from_link(at.query_params).cutout.over
    return whole(at) if over == "image" else images.sample_images()["smiley"]()


def convolved(at, *, signed=False):
    """Return the cut-out's feature map by Keras, padded by NumPy where Keras has no such padding.

    With `signed`, the chosen kernel takes the place of the lecture's, as on the page ReLU.
    """
    now = Pipeline.from_link(at.query_params)
    now = now if signed else pipeline.walked(now)
    x = pipeline.cut_out(walked_over(at), now).pixels
    done = pipeline.convolved(x, now)
    mode: Any = PADDING_MODES[now.convolution.mode]
    padded = np.pad(x, (*done.padding, (0, 0)), mode)
    weights = np.repeat(now.kernel.array[..., np.newaxis, np.newaxis], x.shape[2], axis=2)
    weights /= now.kernel.divisor * x.shape[2]
    rate, (down, right) = now.convolution.dilation_rate, now.convolution.strides
    maps = keras.ops.conv(padded[np.newaxis], weights, 1, "valid", dilation_rate=rate)
    return np.asarray(maps)[0, ::down, ::right] + now.kernel.offset


def activated(at, x):
    """Return Keras's activation of a map."""
    name = Pipeline.from_link(at.query_params).relu.activation
    return np.asarray(getattr(keras.activations, name)(np.asarray(x, np.float32)))


def share_of_zeros(x):
    """Return the share of zeros as the pages write it."""
    return captions.share(float(np.mean(np.abs(x) < 1e-5)))


def line(at, start):
    """Return the only line on the page that begins like this."""
    (found,) = [one for text in said(at) for one in text.split("  \n") if one.startswith(start)]
    return found


def number(text):
    """Return a number that is written with a true minus sign."""
    return float(text.replace("−", "-"))
