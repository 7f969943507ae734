"""Names of layers for a reader."""

from cnnviz.network import KINDS, lecture_network, readable_names


def test_a_kind_that_occurs_once_has_no_number_and_others_are_counted_from_1():
    assert list(readable_names(lecture_network().names).values()) == [
        *("Convolution", "Max pooling", "Dropout 1", "Flatten", "Dense 1", "Dropout 2", "Dense 2")
    ]


def test_the_numbers_count_the_layers_whatever_keras_has_counted_before():
    assert readable_names(["max_pooling2d_7", "conv2d_3", "max_pooling2d_9"]) == {
        "max_pooling2d_7": "Max pooling 1",
        "conv2d_3": "Convolution",
        "max_pooling2d_9": "Max pooling 2",
    }


def test_a_name_that_someone_gave_stays():
    assert readable_names(["conv_a", "dense_head", "dense"]) == {
        "conv_a": "conv_a",
        "dense_head": "dense_head",
        "dense": "Dense",
    }


def test_every_kind_has_a_name_of_its_own_without_technical_signs():
    names = readable_names(kind.keras_name for kind in KINDS.values())
    assert len(set(names.values())) == len(KINDS)
    assert all(name.replace(" ", "").isalpha() for name in names.values())
