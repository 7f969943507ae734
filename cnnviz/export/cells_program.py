"""The code that computes the responses of simple and complex cells."""

from __future__ import annotations

from cnnviz.lessons import cells


def cells_code(angle: int, shift: int, pool_size: int, *, dark: bool = False) -> str:
    """Return a program that computes both curves with Keras: `by_angle`, then `simple` and `pooled` by shift.

    Args:
        angle: The bar's angle in degrees.
        shift: Its distance from the centre in pixels.
        pool_size: Rows and columns of the places that the complex cell pools.
        dark: Whether the bar is black on white.
    """
    side, size, n_kernels = cells.PICTURE_SIDE, cells.KERNEL_SIZE, len(cells.CELL_ANGLES)
    centre = (side - size) // 2
    first = centre - pool_size // 2
    places = f"{first}:{first + pool_size}"
    pool = f"keras.layers.MaxPooling2D({pool_size})"
    lines = [
        "import keras",
        "import numpy as np",
        "",
        "from cnnviz.lessons import cells",
        "",
        "angles = list(cells.CELL_ANGLES)",
        "gabors = [cells.gabor(angle) for angle in angles]",
        "weights = np.stack([one.array / one.divisor for one in gabors], axis=-1)[:, :, np.newaxis]",
        f'layer = keras.layers.Conv2D({n_kernels}, {size}, use_bias=False, activation="relu")',
        f"model = keras.Sequential([keras.Input(shape=({side}, {side}, 1)), layer])",
        "layer.set_weights([weights])",
        "",
        f"picture = cells.bar({angle}, {shift}, dark={dark})",
        "maps = model.predict(picture[np.newaxis, ..., np.newaxis], verbose=0)",
        f"by_angle = maps[0, {centre}, {centre}]  # the simple cells at the centre",
        "",
        "shifts = list(cells.SHIFTS)",
        f"pictures = np.stack([cells.bar({angle}, shift, dark={dark}) for shift in shifts])",
        "maps = model.predict(pictures[..., np.newaxis], verbose=0)",
        f"maps = maps[..., [angles.index({cells.nearest_shown(angle)})]]",
        f"simple = maps[:, {centre}, {centre}, 0]",
        f"pooled = {pool}(maps[:, {places}, {places}])[:, 0, 0, 0]  # the complex cell",
        "pooled = keras.ops.convert_to_numpy(pooled)",
        "print(dict(zip(angles, by_angle.round(2).tolist())))",
        "print(dict(zip(shifts, zip(simple.round(2).tolist(), pooled.round(2).tolist()))))",
    ]
    return "\n".join(lines)
