"""Decode image files and provide sample images, as pixels that every page can use.

Pixels are `(height, width, 3)` float32 in [0, 1], each value a multiple of 1/255.
"""

from cnnviz.errors import ImageError
from cnnviz.images.headers import READABLE
from cnnviz.images.pixels import channel_mean, crop, digest, shrink, to_grey
from cnnviz.images.reading import BrightenedImage, DecodedImage, load_image, read
from cnnviz.images.samples import Sample, sample_images, samples
from cnnviz.images.shrinking import LONGEST_SIDE

__all__ = [
    "LONGEST_SIDE",
    "READABLE",
    "BrightenedImage",
    "DecodedImage",
    "ImageError",
    "Sample",
    "channel_mean",
    "crop",
    "digest",
    "load_image",
    "read",
    "sample_images",
    "samples",
    "shrink",
    "to_grey",
]
