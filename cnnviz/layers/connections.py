"""A convolution whose kernels each see only some channels, as a table says."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cnnviz.errors import NetworkError
from cnnviz.layers.arrays import FloatArray, as_float32

Table = Sequence[Sequence[int]]


def connected_kernel(kernel: npt.ArrayLike, table: Table, n_channels: int) -> FloatArray:
    """Return the kernels for `conv2d`: those of the table, and 0 where there is no connection.

    Args:
        kernel: (kernel_height, kernel_width, connections), one for each number of the table, row by row.
        table: For each filter, the channels that it sees.
        n_channels: The number of channels of the input.

    Returns:
        (kernel_height, kernel_width, n_channels, filters), float32.

    Raises:
        NetworkError: If there is not one kernel for each connection, or a channel does not exist.

    >>> connected_kernel([[[1, 2, 3]]], [[0, 1], [1]], 2)[0, 0]
    array([[1., 0.],
           [2., 3.]], dtype=float32)
    """
    kernel = as_float32("kernel", kernel)
    channels, filters = connections(table)
    if kernel.ndim != 3 or kernel.shape[2] != len(channels) or channels.max() >= n_channels:
        raise NetworkError(
            "`kernel` must have shape (kernel_height, kernel_width, connections), and every channel of the "
            f"table must exist. Received: kernel.shape={kernel.shape}, {len(channels)} connections, "
            f"n_channels={n_channels}"
        )
    result = np.zeros((*kernel.shape[:2], n_channels, len(table)), np.float32)
    result[:, :, channels, filters] = kernel
    return result


def connections(table: Table) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the channel and the filter of each connection of a table, row by row.

    >>> connections([[0, 1], [1]])
    (array([0, 1, 1]), array([0, 0, 1]))
    """
    pairs = [(channel, n) for n, row in enumerate(table) for channel in row]
    channels, filters = np.array(pairs, np.intp).reshape(-1, 2).T
    return channels, filters
