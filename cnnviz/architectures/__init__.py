"""Published architectures as network data, by name: `ARCHITECTURES["efficientnet-lite0"]()`."""

from collections.abc import Callable

from cnnviz.architectures.efficientnet_lite0 import efficientnet_lite0
from cnnviz.network import Network

#: A function that makes each architecture, by the name under which its trained weights are loaded.
ARCHITECTURES: dict[str, Callable[[], Network]] = {"efficientnet-lite0": efficientnet_lite0}

__all__ = ["ARCHITECTURES", "efficientnet_lite0"]
