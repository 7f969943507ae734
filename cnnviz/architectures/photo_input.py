"""The photos that the networks of ImageNet take, as Keras's `preprocess_input` prepares them."""

from __future__ import annotations

from cnnviz.network import Preparation

#: Rows and columns of a photo.
SIDE = 224
INPUT_SHAPE = (SIDE, SIDE, 3)
#: The share of a photo's shorter side that the square in its middle has: 224 of 256 pixels.
SHARE = SIDE / 256
#: The mean of red, green and blue over ImageNet's photos, from 0 to 255, as Caffe's networks know it.
MEAN = (123.68, 116.779, 103.939)

#: Each channel from -1 to 1: Keras's mode "tf".
PLUS_MINUS_ONE = Preparation((SIDE, SIDE), "crop", (127.5,), (127.5,), SHARE)
#: The channels from blue to red, each less its mean: Keras's mode "caffe".
CAFFE = Preparation((SIDE, SIDE), "crop", MEAN[::-1], share=SHARE, order="bgr")

#: Each channel with mean 0 and standard deviation 1: Keras's mode "torch".
TORCH = Preparation(
    (SIDE, SIDE),
    "crop",
    tuple(255 * mean for mean in (0.485, 0.456, 0.406)),
    tuple(255 * deviation for deviation in (0.229, 0.224, 0.225)),
    SHARE,
)


def mean_free(side: int) -> Preparation:
    """Return a preparation that takes the mean of each channel away, as the first networks did.

    Args:
        side: Rows and columns of a photo.
    """
    return Preparation((side, side), "crop", MEAN, share=SHARE)
