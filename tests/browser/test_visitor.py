"""What a visitor does, from the first page to the last, in a real browser."""

import io
import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from cnnviz import images, mnist, pipeline
from cnnviz.pipeline import Pipeline
from cnnviz.ui.session import state
from tests.browser import visitor
from tests.browser.harness import rest, visit
from tests.browser.visitor import main

SEVEN = ([(80, 55), (200, 55), (130, 230)], [(95, 150), (185, 150)])


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    """A photograph of 12 megapixels, as a camera gives it: turned by EXIF."""
    path = tmp_path_factory.mktemp("photo") / "IMG_0001.jpg"
    levels = np.rint(images.sample_images()["flower"]() * 255).astype(np.uint8)
    picture = Image.fromarray(levels).resize((4000, 3000))
    exif = picture.getexif()
    exif[0x0112] = 6
    picture.save(path, quality=90, exif=exif)
    return path


def upload(page, file):
    visitor.open_picker(page)
    page.get_by_test_id("stPopoverBody").get_by_text("Your own", exact=True).click()
    page.locator("input[type=file]").set_input_files(file)


def test_an_uploaded_photo_goes_through_filter_relu_and_pooling(page, address, photo):
    visit(page, f"{address}/filters")
    upload(page, photo)
    expect(page.get_by_text("Your image of 3,000 × 4,000 pixels was scaled to 768 × 1024.")).to_be_visible()
    rest(page)
    visitor.close_picker(page)
    visitor.named(page, "Your own", "sobel x", "feature map")
    visitor.shapes(page, "(1024, 768, 3)", "3 × 3", "(1024, 768)")
    visitor.turn_to(page, "Round after round")
    for key, step in (("ArrowLeft", "stage=2"), ("ArrowRight", "stage=3")):
        page.keyboard.press(key)
        expect(page).to_have_url(visitor.in_link(step))
    rest(page)
    visitor.named(page, "image", "convolution", "ReLU", "max pooling")
    visitor.shapes(page, "(1024, 768, 3)", "(1024, 768)", "(1024, 768)", "(512, 384)")


@pytest.mark.parametrize(
    ("name", "content"),
    [("holiday.png", b"%PDF-1.7 not a picture"), ("empty.jpg", b""), ("cut.png", None)],
)
def test_a_file_that_is_no_picture_leaves_the_one_before(page, address, tmp_path, name, content):
    if content is None:
        buffer = io.BytesIO()
        Image.new("RGB", (300, 300), "red").save(buffer, "PNG")
        content = buffer.getvalue()[:200]
    file = tmp_path / name
    file.write_bytes(content)
    visit(page, f"{address}/filters?image=smiley")
    before = visitor.drawn(page)
    upload(page, file)
    expect(page.get_by_test_id("stAlert")).to_have_count(1)
    assert visitor.drawn(page) == before
    assert "Traceback" not in page.inner_text("body")


def test_an_upload_is_seen_by_its_visitor_only_and_a_link_says_so(page, other, address, photo):
    visit(page, f"{address}/filters")
    upload(page, photo)
    expect(page).to_have_url(visitor.in_link("image=upload"))
    visit(other, page.url)
    expect(other.get_by_text("A link does not contain uploaded images.")).to_be_visible()
    visitor.named(other, "Temple", "sobel x", "feature map")


def test_an_upload_survives_a_reload_and_another_address(page, other, address, photo):
    visit(page, f"{address}/filters")
    upload(page, photo)
    expect(page).to_have_url(visitor.in_link("image=upload"))
    rest(page)
    visitor.close_picker(page)
    visitor.named(page, "Your own", "sobel x", "feature map")
    page.reload()
    visitor.named(page, "Your own", "sobel x", "feature map")
    visit(page, f"{address}/filters?image=smiley")  # a link that names a sample
    visitor.named(page, "Smiley", "sobel x", "feature map")
    visitor.pick(page, "Your own")
    visitor.named(page, "Your own", "sobel x", "feature map")
    visit(page, f"{address}/filters")  # an address that names no image
    expect(page).to_have_url(visitor.in_link("image=upload"))
    visitor.named(page, "Your own", "sobel x", "feature map")
    visit(other, page.url)
    visitor.named(other, "Temple", "sobel x", "feature map")
    expect(other.get_by_text("A link does not contain uploaded images.")).to_be_visible()


def test_a_kernel_of_ones_own_is_carried_through_the_pages_and_into_a_fresh_profile(page, other, address):
    visit(page, f"{address}/filters?image=smiley")
    visitor.choose_kernel(page, "Emboss")
    visitor.named(page, "Smiley", "emboss", "feature map")
    cell = page.get_by_label("row 1, column 3")
    cell.fill("1/2")
    cell.press("Enter")
    expect(page).to_have_url(visitor.in_link("0.5"))
    page.get_by_text("More: flip, border").click()
    visitor.choose(page, "Border", "wrap")
    expect(page).to_have_url(visitor.in_link("border=wrap"))
    visitor.turn_to(page, "Round after round")
    page.get_by_test_id("stPopover").get_by_role("button", name="Round 1").click()
    visitor.press(page, "Average")
    expect(page).to_have_url(visitor.in_link("average"))
    page.keyboard.press("Escape")
    page.get_by_text("Zoom in to the numbers").click()
    expect(page).to_have_url(visitor.in_link("numbers=yes"))
    expect(visitor.stage(page, 1).locator("td").first).to_be_visible()
    shown, link = visitor.drawn(page), page.url
    numbers = visitor.stage(page, 1).locator("td").all_inner_texts()

    given = {"image": "smiley", "rounds": "average 2 2 -2 -1 0.5;-1 1 1;0 1 2", "border": "wrap"}
    expected = pipeline.walk(images.sample_images()["smiley"](), Pipeline.from_link(given))[0]
    row, column = (min(max(n - 3, 0), 1) for n in pipeline.strongest(expected[1].values))
    corner = expected[1].values[row : row + 6, column : column + 6]
    assert [float(text.replace("−", "-")) for text in numbers[36:]] == [
        pytest.approx(float(value), abs=0.005) for value in corner.ravel()
    ]

    visit(other, link)
    assert visitor.drawn(other) == shown
    visitor.turn_to(other, "Filters")
    expect(other.get_by_label("row 1, column 3")).to_have_value("0.5")
    visitor.turn_to(page, "Filters")
    visitor.turn_to(page, "Round after round")
    assert visitor.drawn(page) == shown
    page.reload()
    expect(page.get_by_role("heading", name="Round after round")).to_be_visible()
    assert visitor.drawn(page) == shown


def stepped(page):
    """Return a digest of all that the stepper shows."""
    expect(page.locator(".stepper")).to_have_attribute("data-drawn", re.compile("."))
    rest(page)
    return page.locator(".stepper").get_attribute("data-drawn")


def test_a_convolution_is_carried_through_the_pages_and_into_a_fresh_profile(page, other, address):
    settings = "image=digit&number=3600&side=14&strides=2-1&padding=same&mode=wrap&dilation_rate=2"
    visit(page, f"{address}/convolution?{settings}&rounds=average 3 2 emboss&activation=leaky_relu")
    page.locator(".stepper").focus()
    page.keyboard.press("Home")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    expect(page).to_have_url(visitor.in_link("position=1-2"))
    shown = {"Convolution": stepped(page)}
    for title in ("ReLU", "Pooling"):
        visitor.turn_to(page, title)
        shown[title] = stepped(page)
    visitor.turn_to(page, "Filters")
    visitor.named(page, "Digit 7", "emboss", "feature map")

    visit(other, page.url)
    visitor.named(other, "Digit 7", "emboss", "feature map")
    for title, digest in shown.items():
        visitor.turn_to(other, title)
        assert stepped(other) == digest


def test_a_click_on_the_magnifier_leads_into_the_stepper_with_the_same_number(page, address):
    visit(page, f"{address}/filters?image=flower&magnified=yes&rounds=max 2 2 emboss")
    picture = page.locator(".stage img").first
    box = picture.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.6)
    page.mouse.click(box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.6)
    expect(page.get_by_role("heading", name="Convolution", exact=True)).to_be_visible()
    stepped(page)
    now = Pipeline.from_link(parse_qs(urlsplit(page.url).query))
    photo = images.sample_images()["flower"]()
    value = float(pipeline.feature_map(photo, now)[now.numbers.place])
    written = page.locator(".stepper .arithmetic").get_attribute("data-value")
    assert float(written) == pytest.approx(value, rel=1e-4, abs=1e-5)


def test_rounds_are_repeated_until_nothing_is_left_to_pool(page, address):
    visit(page, f"{address}/relu_pooling?image=smiley&stage=3")
    for rounds in (2, 3):
        page.get_by_role("button", name="One more round").click()
        expect(page).to_have_url(visitor.in_link(f"stage={3 * rounds}"))
        rest(page)
        if rounds == 2:
            for key, stage in (("ArrowLeft", 5), ("ArrowRight", 6)):
                page.keyboard.press(key)
                expect(page).to_have_url(visitor.in_link(f"stage={stage}"))
                rest(page)
    expect(page.get_by_text("Nothing is left to pool: the map is 1 × 1, the window 2 × 2.")).to_be_visible()
    expect(page.get_by_role("button", name="One more round")).to_be_disabled()


def test_a_drawn_digit_is_read_and_stands_in_the_link(page, other, address):
    visit(page, f"{address}/network?digit=drawing")
    expect(page.get_by_text("Draw here")).to_be_visible()
    visitor.draw(page, *SEVEN)
    visitor.reads(page, "7")
    read = visitor.probabilities(page)
    visit(other, page.url)
    visitor.answers(other, read)
    visitor.pick(other, "Drawing")
    visitor.turn_to(other, "Filters")
    visitor.shapes(other, "(256, 256)", "3 × 3", "(256, 256)")


def test_every_layer_of_the_network_can_be_enlarged_by_name_and_by_its_maps(page, address):
    visit(page, f"{address}/network?number=3600")
    visitor.reads(page, str(mnist.bundled()[1][3600]))
    visitor.choose(page, "One layer, enlarged", "Flatten")
    visitor.named(page, "Flatten", n=1)
    expect(page).to_have_url(visitor.in_link("layer=flatten"))
    page.get_by_role("img", name=re.compile("^Max pooling")).first.click(position={"x": 10, "y": 10})
    visitor.named(page, "Max pooling", n=1)
    expect(page).to_have_url(visitor.in_link("layer=max_pooling2d"))
    visitor.shapes(page, "(13, 13, 32)", n=1)


def test_train_look_inside_save_load_and_go_back(page, other, address, tmp_path):
    visit(page, f"{address}/train?epochs=1&number=3600")
    main(page).get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_text("Training · epoch 1 of 1")).to_be_visible()
    visit(other, f"{address}/filters?image=smiley")
    visitor.choose_kernel(other, "Blur")
    visitor.named(other, "Smiley", "blur", "feature map")
    expect(page.locator(".ticker p")).to_contain_text("test accuracy")
    expect(page.get_by_role("heading", name="The other pages use your run 1")).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save", exact=True).click()
    file = tmp_path / "mine.keras"
    saving.value.save_as(file)
    main(page).get_by_role("button", name="Look inside").click()
    expect(page.get_by_role("heading", name="Inside a network")).to_be_visible()
    trained = visitor.probabilities(page)
    visitor.choose(page, "Network", "The lecture network")
    visitor.answers_otherwise(page, trained)

    visit(other, f"{address}/train?number=3600")
    other.locator("input[type=file]").set_input_files(file)
    expect(other.get_by_role("heading", name="The other pages use the network you loaded")).to_be_visible()
    main(other).get_by_role("button", name="Look inside").click()
    expect(other.get_by_role("heading", name="Inside a network")).to_be_visible()
    visitor.answers(other, trained)
    visitor.turn_to(other, "Train")
    other.get_by_role("button", name="Use the built-in networks").click()
    expect(other.get_by_role("heading", name="The other pages use the built-in networks")).to_be_visible()


def test_a_run_is_stopped_and_goes_on_while_other_pages_are_seen(page, address):
    visit(page, f"{address}/train?epochs=30")
    main(page).get_by_role("button", name="Train", exact=True).click()
    expect(page.get_by_text("Training · epoch 1 of 30")).to_be_visible()
    visitor.turn_to(page, "Filters")
    visitor.choose_kernel(page, "Sharpen")
    visitor.turn_to(page, "Train")
    expect(page.get_by_text("Training · epoch")).to_be_visible()
    page.get_by_test_id("stMainBlockContainer").get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped · epoch")).to_be_visible()
    expect(page.get_by_role("heading", name="The other pages use your run 1")).to_be_visible()


def test_a_file_that_is_no_network_is_refused_with_a_sentence(page, address, tmp_path):
    file = tmp_path / "evil.keras"
    file.write_bytes(b"PK\x03\x04 not a network")
    visit(page, f"{address}/train")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("This is not a Keras network, or it is damaged.")).to_be_visible()
    expect(page.get_by_role("heading", name="The other pages use the built-in networks")).to_be_visible()


def test_back_undoes_the_last_change(page, address):
    visit(page, f"{address}/filters?image=smiley&border=wrap")
    visitor.choose_kernel(page, "Emboss")
    expect(page).to_have_url(visitor.in_link("emboss"))
    page.wait_for_function(
        f"performance.now() > {page.evaluate('performance.now()') + 1000 * (state.GRACE + 1)}"
    )
    page.go_back()
    expect(page).not_to_have_url(visitor.in_link("emboss"))
    expect(visitor.stage(page).get_by_text("sobel x", exact=True)).to_be_visible()
    expect(page).to_have_url(visitor.in_link("border=wrap"))


def test_quick_hands_lose_nothing(page, address):
    visit(page, f"{address}/filters?rounds=max 2 2 gabor 11x11 0°")
    handle = page.get_by_role("slider", name="Size")
    handle.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(page).to_have_url(visitor.in_link("23x23"))
    rest(page)
    visitor.named(page, "Temple", "gabor 23x23 0°", "feature map")
