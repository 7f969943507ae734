"""Build: layers are put together, set, moved and removed; what stands there is what Keras counts."""

import keras
import pytest

from cnnviz import models, network
from cnnviz.network import READY, Conv2D, Dense, Dropout, from_text, keras_code, lecture_network, to_text
from cnnviz.pipeline import Pipeline
from tests.pages.dashboard import act, assert_sound, button, said, told, visit

KEY = "build-bricks"
FAULTY = "conv 8 3x3 - dense 10 softmax - flatten"


def rows(at):
    return told(at, KEY)["rows"]


def built(at):
    return Pipeline.from_link(at.query_params).build.bricks


def has_cost(at, words):
    return any(words in text for text in said(at))


def pick(at, n):
    return act(at, KEY, "picked", [n])


@pytest.mark.parametrize("name", READY)
def test_ready_networks_are_told_with_kerass_numbers(name):
    at = visit("build", built="flatten - dense 10 softmax")
    assert at.pills(key="build-start").value is None
    at.pills(key="build-start").set_value(name).run()
    assert_sound(at)
    assert built(at) == READY[name].layers
    model = models.build(READY[name])
    assert has_cost(at, f"**{model.count_params():,} parameters**")
    for row, layer in zip(rows(at), model.layers, strict=True):
        assert row["kind"] == type(layer).__name__
        assert row["shape"] == " × ".join(f"{side:,}" for side in layer.output.shape[1:])
        assert row["product"].rpartition("= ")[2] == f"{layer.count_params():,}"
    (code,) = [one.value for one in at.code]
    assert code == keras_code(READY[name])
    assert not button(at, "Train this").disabled


def test_what_is_measured_is_told_apart_from_what_is_learned():
    at = visit("build")
    at.pills(key="build-start").set_value("Deeper").run()
    (cost,) = [text for text in said(at) if "multiplications**" in text]
    assert "21,594 learned + 96 measured = **21,690 parameters**" in cost


def test_more_filters_are_seen_at_once_in_everything():
    at = visit("build")
    assert at.number_input(key="build-filters").value == 32
    at.number_input(key="build-filters").set_value(64).run()
    assert_sound(at)
    assert at.query_params["built"].startswith("conv 64 3x3 relu - max 2x2 - ")
    assert rows(at)[0]["product"] == "3·3·1·64 + 64 = 640"
    assert rows(at)[4]["product"] == "10,816·128 + 128 = 1,384,576"
    assert has_cost(at, "**1,386,506 parameters**")
    assert "layers.Conv2D(filters=64" in at.code[0].value
    assert at.pills(key="build-start").value is None


def test_each_setting_of_the_chosen_layer_is_set_and_no_other():
    at = visit("build")
    at.number_input(key="build-kernel_size").set_value(5).run()
    at.number_input(key="build-strides").set_value(2).run()
    assert at.number_input(key="build-dilation_rate").disabled
    at.segmented_control(key="build-padding").set_value("same").run()
    at.selectbox(key="build-activation").set_value("tanh").run()
    assert built(at)[0] == Conv2D(32, (5, 5), (2, 2), "same", activation="tanh")
    at = pick(at, 1)
    at.number_input(key="build-pool_size").set_value(3).run()
    assert to_text(built(at)[1:2]) == "max 3x3"  # its strides stay what the window is
    at.number_input(key="build-strides").set_value(1).run()
    at.number_input(key="build-pool_size").set_value(2).run()
    assert to_text(built(at)[1:2]) == "max 2x2 strides 1x1"
    at = pick(at, 2)
    at.number_input(key="build-rate").set_value(0.4).run()
    assert built(at)[2] == Dropout(0.4)
    at = pick(at, 3)
    assert network.Flatten() == built(at)[3]
    assert not [one for one in at.number_input if one.key.startswith("build-")]
    at = pick(at, 4)
    at.number_input(key="build-units").set_value(4096).run()
    assert built(at)[4] == Dense(4096, "relu")
    assert built(at)[5:] == lecture_network().layers[5:]
    assert_sound(at)


def test_the_momentum_of_a_normalization_is_set():
    at = visit("build", built="norm center no - flatten - dense 10 softmax")
    assert at.number_input(key="build-momentum").value == 0.99
    at.number_input(key="build-momentum").set_value(0.9).run()
    assert to_text(built(at)[:1]) == "norm momentum 0.9 center no"


def test_values_beyond_what_a_control_shows_are_shown_and_kept():
    at = visit("build", built="dropout 0.999 - norm momentum 0.9999 - flatten - dense 10 softmax")
    assert_sound(at)
    assert_sound(pick(at, 1))
    assert built(at)[0] == Dropout(0.999)


def test_a_window_that_is_no_square_has_both_its_sides():
    at = visit("build", built="conv 8 5x3 - flatten - dense 10 softmax")
    assert at.number_input(key="build-kernel_size-rows").value == 5
    at.number_input(key="build-kernel_size-columns").set_value(4).run()
    assert built(at)[0] == Conv2D(8, (5, 4))


def test_settings_that_arrive_together_all_count():
    at = visit("build")
    at.number_input(key="build-filters").set_value(16)
    at.number_input(key="build-kernel_size").set_value(5)
    at.selectbox(key="build-activation").set_value("gelu")
    at.run()
    assert built(at)[0] == Conv2D(16, (5, 5), activation="gelu")


def test_strides_and_dilation_that_arrive_together_are_no_layer_of_keras():
    at = visit("build")
    at.number_input(key="build-strides").set_value(2)
    at.number_input(key="build-dilation_rate").set_value(2)
    at.run()
    assert_sound(at)
    assert built(at)[0] == Conv2D(32, strides=(2, 2), activation="relu")


@pytest.mark.parametrize("kind", network.KINDS)
def test_every_kind_can_be_added_behind_the_chosen_layer(kind):
    at = pick(visit("build"), 1)
    at.session_state["build-more-0"] = True
    at.button(key=f"build-add-{kind}").click().run()
    assert not at.session_state["build-more-1"]  # another popover, which is closed
    assert_sound(at)
    assert [type(one).__name__ for one in built(at)][1:4] == ["MaxPooling2D", kind, "Dropout"]
    assert told(at, KEY)["chosen"] == 2
    (about,) = [
        text for text in said(at) if network.KINDS[kind].about in text
    ]  # beside or below its controls
    assert about
    # before Flatten; and nothing before it has the shape of what is pooled
    faulty = kind in ("Dense", "Add", "Multiply", "Concatenate", "RadialBasisOutput")
    assert any(row["fault"] for row in rows(at)) == faulty
    assert button(at, "Train this").disabled == faulty


SKIP = "conv 8 3x3 relu padding same - conv 8 3x3 relu padding same"
END = "flatten - dense 10 softmax"


def test_a_shortcut_is_added_set_and_taken_away():
    at = pick(visit("build", built=f"{SKIP} - {END}"), 1)
    at.button(key="build-add-Add").click().run()
    assert_sound(at)
    # the nearest layer with the same shape is taken, and gets a name that stays
    skip = f"{SKIP.replace('same - ', 'same named conv2d - ')} - add with conv2d"
    assert at.query_params["built"] == f"{skip} - {END}"
    assert at.multiselect(key="build-joins").value == [0]
    assert at.multiselect(key="build-joins").options == ["input", "1 Conv2D"]
    assert not any(row["fault"] for row in rows(at))
    assert rows(at)[2]["settings"] == "with 1 Conv2D"
    assert rows(at)[2]["field"] == "5 × 5"
    found = {}
    exec(at.code[0].value.replace("model.summary()", ""), found)
    assert has_cost(at, f"**{found['model'].count_params():,} parameters**")
    assert [type(layer).__name__ for layer in found["model"].layers][1:] == [row["kind"] for row in rows(at)]

    # another one before them: the shortcut stays where it begins
    at = pick(at, 0)
    at.button(key="build-add-Dropout").click().run()
    at = act(at, KEY, "moved", [1, 0])
    assert to_text(built(at)) == f"dropout 0.25 - {skip} - {END}"
    assert rows(at)[3]["settings"] == "with 2 Conv2D"
    assert not any(row["fault"] for row in rows(at))

    at = pick(at, 3)
    at.multiselect(key="build-joins").set_value([0]).run()
    assert not rows(at)[3]["fault"]  # its one channel counts for all eight
    assert rows(at)[3]["settings"] == "with 1 Dropout"
    at.multiselect(key="build-joins").set_value([]).run()
    assert "joins two or more layers" in rows(at)[3]["fault"]
    assert_sound(at)


def test_where_a_shortcut_begins_cannot_be_behind_it():
    at = visit("build", built=f"{SKIP.replace('same - ', 'same named a - ')} - add with a - {END}")
    at = act(at, KEY, "moved", [0, 3])
    assert_sound(at)
    assert (
        ":red[Layer 2, Add, does not fit. Add takes the output of a, but a does not come before it.]"
        in said(at)
    )
    at = act(at, KEY, "removed", [3])
    assert_sound(at)
    assert "does not come before it" in rows(at)[1]["fault"]


def test_a_concatenation_of_branches_from_a_link_is_shown_and_can_be_trained():
    text = (
        "conv 4 3x3 padding same named a - max 2x2 - average 2x2 named b from a - "
        f"concatenate with max_pooling2d - {END}"
    )
    at = visit("build", built=text)
    assert_sound(at)
    assert [row["shape"] for row in rows(at)][1:4] == ["14 × 14 × 4", "14 × 14 × 4", "14 × 14 × 8"]
    assert [row["settings"] for row in rows(at)][2:4] == ["2 × 2, from 1 Conv2D", "with 2 MaxPooling2D"]
    assert not button(at, "Train this").disabled
    assert_sound(pick(at, 3))


@pytest.mark.parametrize("kind", network.KINDS)
def test_every_setting_with_a_label_has_a_control(kind):
    at = visit("build", built=f"{to_text([network.KINDS[kind].usual()])} - {END}")
    assert_sound(at)
    controls = [*at.number_input, *at.selectbox, *at.segmented_control, *at.toggle]
    keys = [one.key for one in controls if one.key and one.key.startswith("build-")]
    labelled = [name for name, one in network.KINDS[kind].settings().items() if one.label]
    assert sorted(keys) == sorted(f"build-{name}" for name in labelled)


def test_the_settings_of_the_new_kinds_are_set():
    at = visit("build", built=f"pad 1 - rectify max_value 6.0 - rescale 2.0 offset -1.0 - {END}")
    at.number_input(key="build-padding").set_value(2).run()
    at = pick(at, 1)
    at.number_input(key="build-max_value").set_value(None).run()
    at.number_input(key="build-negative_slope").set_value(0.2).run()
    at = pick(at, 2)
    at.number_input(key="build-scale").set_value(-0.5).run()
    assert to_text(built(at)[:3]) == "pad 2 - rectify negative_slope 0.2 - rescale -0.5 offset -1.0"
    at = visit("build", built=f"pad 1x2x0x3 - conv 8 3x3 - {END}")
    at.number_input(key="build-padding-left").set_value(1).run()
    assert to_text(built(at)[:1]) == "pad 1x2x1x3"
    at = pick(at, 1)
    at.number_input(key="build-groups").set_value(3).run()  # one channel comes in, eight filters go out
    assert to_text(built(at)[1:2]) == "conv 8 3x3"
    assert_sound(at)


def test_layers_are_moved_and_removed():
    at = act(visit("build"), KEY, "moved", [2, 0])
    assert [row["kind"] for row in rows(at)[:3]] == ["Dropout", "Conv2D", "MaxPooling2D"]
    assert told(at, KEY)["chosen"] == 0
    at = act(at, KEY, "removed", [0])
    assert [row["kind"] for row in rows(at)[:2]] == ["Conv2D", "MaxPooling2D"]
    at = act(pick(at, 3), KEY, "removed", [1])
    assert told(at, KEY)["chosen"] == 2
    assert_sound(at)


@pytest.mark.parametrize(
    ("event", "value"),
    [
        ("picked", [-1]),
        ("picked", ["1"]),
        ("picked", "x"),
        ("moved", [0]),
        ("moved", [0, 99]),
        ("moved", [99, 0]),
        ("moved", [0, -1]),
        ("moved", [True, 0]),
        ("removed", [99]),
        ("removed", [1.5]),
        ("removed", None),
    ],
)
def test_what_a_browser_makes_up_changes_nothing(event, value):
    at = act(visit("build"), KEY, event, value)
    assert_sound(at)
    assert built(at) == lecture_network().layers
    assert told(at, KEY)["chosen"] == 0


def test_a_place_far_outside_is_the_last_layer():
    at = pick(visit("build"), 10**9)
    assert told(at, KEY)["chosen"] == 6


def test_the_last_layer_stays_and_twenty_four_are_the_most():
    at = visit("build", built="dense 10 softmax")
    at = act(at, KEY, "removed", [0])
    assert built(at) == (Dense(10, "softmax"),)
    at = visit("build", built=" - ".join(["relu"] * 23))
    at.button(key="build-add-Dropout").click().run()
    assert len(built(at)) == 24
    assert at.button(key="build-add-Dropout").disabled
    assert_sound(at)


def test_what_does_not_fit_is_said_at_its_layer_and_can_be_mended():
    sentence = "Dense needs one column of numbers, not 26 × 26 × 8. Put a Flatten before it."
    at = visit("build", built=FAULTY)
    assert_sound(at)
    assert [row["fault"] for row in rows(at)] == ["", sentence, ""]
    assert f":red[Layer 2, Dense, does not fit. {sentence}]" in said(at)
    assert button(at, "Train this").disabled
    assert len(at.code) == 0
    at = act(at, KEY, "moved", [2, 1])
    assert not any(row["fault"] for row in rows(at))
    assert not button(at, "Train this").disabled
    assert has_cost(at, "**54,170 parameters**")


def test_a_window_larger_than_its_map_is_said_at_its_layer():
    at = visit("build")
    at.number_input(key="build-kernel_size").set_value(28).run()
    assert [bool(row["fault"]) for row in rows(at)] == [False, True] + [False] * 5
    assert "spans 2 × 2, but layer 1, Conv2D, leaves only 1 × 1." in rows(at)[1]["fault"]
    assert_sound(at)


def test_the_code_builds_what_stands_there():
    text = (
        "conv 4 3x3 padding same - norm - elu - average 3x3 strides 2x2 - global-average - dense 10 softmax"
    )
    at = visit("build", built=text)
    found = {}
    exec(at.code[0].value.replace("model.summary()", ""), found)
    assert isinstance(found["model"], keras.Sequential)
    assert has_cost(at, f"**{found['model'].count_params():,} parameters**")
    assert [type(one).__name__ for one in found["model"].layers] == [
        type(one).__name__ for one in from_text(text)
    ]


def test_train_this_leads_to_the_page_that_trains():
    at = visit("build", built="flatten - dense 10 softmax")
    button(at, "Train this").click().run()
    assert at.header[0].value == "Train"
    assert at.query_params["built"] == "flatten - dense 10 softmax"


def test_the_picture_and_the_code_are_taken_home():
    at = visit("build", {"take-home": True})
    assert_sound(at)
    assert keras_code(lecture_network()) in [one.value for one in at.code]
