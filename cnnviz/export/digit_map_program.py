"""The code that maps the test digits by a layer's outputs."""

from __future__ import annotations

from cnnviz.export.data_program import load_code
from cnnviz.export.network_program import load_code as load_network
from cnnviz.network import INPUT

_PCA = """
plane = PCA(n_components=2).fit(outputs)
points = plane.transform(outputs)
print("the plane keeps", plane.explained_variance_ratio_.sum(), "of the variance")"""
_TSNE = """
tsne = TSNE(perplexity=30, neighbors="exact", negative_gradient_method="bh", random_state=0)
points = tsne.fit(outputs)"""
_NEIGHBOURS = """
nearest = NearestNeighbors(n_neighbors=1).fit(outputs).kneighbors(return_distance=False)[:, 0]
own_class = (data.y_test[nearest] == data.y_test).sum()
print(own_class, "of", len(outputs), "digits have a nearest neighbour of their own class")"""


def digit_map_code(layer: str, method: str, *, name: str = "lecture") -> str:
    """Return a program that computes the places of the test digits, as `points` (n, 2).

    Args:
        layer: The layer's name in Keras; "input" for the pixels.
        method: "pca" or "tsne".
        name: The name of the shipped network; "" for one from a file.
    """
    reads = layer != INPUT
    lines = [
        *(["import keras"] if reads else []),
        *(["from openTSNE import TSNE"] if method == "tsne" else []),
        *(["from sklearn.decomposition import PCA"] if method == "pca" else []),
        "from sklearn.neighbors import NearestNeighbors",
        "",
        f"from cnnviz import mnist{', models' if reads else ''}",
        "",
        load_code("bundled"),
        'outputs = data.x_test.reshape(-1, *data.input_shape).astype("float32") / 255',
        *(_layer_lines(layer, name) if reads else []),
        "outputs = outputs.reshape(len(outputs), -1)",
    ]
    return "\n".join(lines) + (_PCA if method == "pca" else _TSNE) + _NEIGHBOURS


def _layer_lines(layer: str, name: str) -> list[str]:
    return [
        f"model = {load_network(name)}",
        f"part = keras.Model(model.inputs[0], model.get_layer({layer!r}).output)",
        "outputs = part.predict(outputs, verbose=0)",
    ]
