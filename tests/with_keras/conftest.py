"""Networks that several tests share: one is built once."""

import pytest


@pytest.fixture(scope="session")
def photo_network():
    """EfficientNet-Lite0 as a Keras model. Do not change it."""
    from cnnviz import models

    return models.load_pretrained("efficientnet-lite0")
