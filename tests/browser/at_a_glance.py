"""What a class sees of a page without scrolling, and how large its words and numbers are."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page

#: In CSS pixels, at least: words, and numbers.
WORDS, NUMBERS = 18, 14


class Point(NamedTuple):
    """The one point of a page."""

    sentence: str
    """What someone in the last row learns from it in five seconds."""
    shown: tuple[str, ...]
    """CSS selectors of what makes the point. Every match must be on the screen as a whole."""
    link: str = ""
    """The query of the page's address, where the point needs some state."""


#: The network on the visitor's digit: the pad, all columns with their names, the bars, and the winner.
LIVE = (".live .board", ".live canvas.block", ".live .caption", ".live .class", ".live .answer")
POINTS: dict[str, Point] = {
    "overview": Point(
        "A network turns a digit into maps, and the maps into an answer.",
        (*LIVE, ".live .legend"),
    ),
    "numbers": Point(
        "A picture is a table of numbers.",
        (".stage .frame", ".stage .lens", ".st-key-page-stage [data-testid=stMarkdownContainer]"),
    ),
    "cells": Point(
        "A simple cell needs its angle and its place; a complex cell tolerates a shift.",
        (
            ".cells .picture",
            ".cells .chart",
            ".cells .tile",
            ".cells h4",
            ".cells strong",
            ".cells .controls",
        ),
    ),
    "convolution": Point(
        "A kernel slides over the picture; products are summed into one cell of the map.",
        (".scene .grid", ".matrix", ".arithmetic"),
    ),
    "filters": Point(
        "A kernel turns a picture into a feature map.",
        (
            ".strip",
            ".tile[aria-selected=true]",
            ".stage .frame",
            ".stage figcaption",
            ".st-key-filters-effect",
        ),
    ),
    "relu": Point("ReLU sets every negative number to 0.", (".scene .grid", ".matrix", ".arithmetic")),
    "pooling": Point(
        "Pooling keeps the largest of four numbers.", (".scene .grid", ".matrix", ".arithmetic")
    ),
    "relu_pooling": Point(
        "Each round leaves a smaller map.", (".stage .frame", ".stage figcaption", ".shrinking figure")
    ),
    "receptive_field": Point(
        "Each layer lets a unit see more of the image.",
        (".whole .frame", ".mark", ".part .frame", ".sentence", ".tile"),
    ),
    "flatten": Point(
        "Maps become one column of numbers.", (".scene .grid", ".counted", ".said", ".strip", ".rows")
    ),
    "loss": Point(
        "The less the truth was believed, the larger is the loss.",
        (".row", ".measure", ".panel svg", ".examples", ".lines p"),
    ),
    "ambiguity": Point(
        "Between two digits the network cannot decide: both probabilities cross.",
        (
            ".morph .pictures canvas",
            ".morph figcaption",
            ".morph .controls",
            ".morph h4",
            ".morph .chart",
            ".morph .answers",
        ),
    ),
    "invariance": Point(
        "The more a digit turns, the fewer networks read it: pooling and training data help.",
        (
            ".invariance canvas",
            ".invariance .slider.chosen",
            ".invariance h4",
            ".invariance .chart",
            ".invariance .answer",
        ),
    ),
    "training_step": Point(
        "Each weight moves against its gradient.",
        (".stops", ".title", ".sentence", ".scene figure", ".arithmetic"),
        "?example_stop=15",
    ),
    "learn_kernel": Point("Small steps down the loss find the kernel.", (".kernel", ".curve")),
    "data": Point("The network learns from labelled digits.", (".gallery",)),
    "build": Point(
        "Each layer has a shape and a price.", (".bricks .drawing", ".bricks .card", ".bricks table")
    ),
    "train": Point("The loss falls while the kernels take shape.", ("figure svg",)),
    "evaluate": Point(
        "Some digits are misread, and the page shows which.",
        ("h4", ".gallery.named", ".gallery:not(.named)", ".stage .frame"),
    ),
    "network": Point(
        "The network reads the drawn digit; every layer makes maps, the last one answers.",
        LIVE,
        link="?digit=drawing&drawing=AAM8PL48btI",
    ),
    "photo_network": Point(
        "Block by block a photo becomes maps, and the maps become a name.",
        (".strips .photo img", ".strips .strip", ".strips .names li"),
    ),
    "open_network": Point(
        "One layer has most parameters; others do most of the work.",
        (".opened h4", ".opened canvas", ".opened .legend"),
    ),
    "why": Point(
        "The map shows which pixels speak for the answer; random weights show how far to trust it.",
        (
            ".overlay .frame",
            ".overlay figcaption",
            ".overlay .through",
            ".overlay dd",
            ".st-key-why-said",
        ),
        link="?why_network=pen",
    ),
    "excites": Point(
        "First layers find local features, last layers global patterns.",
        (
            ".exciting .line",
            ".exciting .name",
            ".exciting .sees",
            ".exciting .patch",
            ".exciting .seed",
            ".exciting .strongest",
            ".exciting .excitation",
        ),
    ),
    "push": Point(
        "A change too small to see turns the answer; a random one of the same size does not.",
        (
            ".pushed .frame",
            ".pushed figcaption",
            ".pushed .chart",
            ".pushed .names",
            ".pushed h4",
            ".pushed .said",
            ".pushed input",
            ".pushed .row",
        ),
        link="?push_network=pen",
    ),
    "ideas": Point(
        "Without skips, the gradient of a deep network vanishes.",
        (
            ".st-key-ideas-gradient [data-testid=stMarkdownContainer]",
            ".drawings h4",
            ".drawings figcaption",
            ".drawings svg",
        ),
    ),
    "transfer": Point(
        "With few examples, frozen convolutions read more new digits than fresh ones.",
        ("[data-testid=stPlotlyChart]", ".stage .frame", ".stage figcaption", ".st-key-transfer-said"),
    ),
    "own_classes": Point(
        "A few pictures of each class are enough: the bars say which class the photo is.",
        (".own .frame", ".own .crop", ".own .head", ".own .strip", ".own .film"),
    ),
    "digit_map": Point(
        "The network has moved digits of one class together.",
        (".digit-map h4", ".digit-map .chart", ".digit-map .legend button", ".digit-map .card .picture"),
    ),
    "digits": Point(
        "Each digit in a photo is found, becomes 28x28 numbers, and is read.",
        (
            ".digits .picture",
            ".digits .found",
            ".digits .tag",
            ".digits .answer",
            ".digits .step",
            ".digits .bars",
        ),
    ),
    "architectures": Point(
        "Over the years, networks made fewer errors, some with far fewer parameters.",
        (
            ".timeline .headline",
            ".timeline .chart",
            ".timeline figcaption",
            ".timeline .card h4",
            ".timeline .brought",
            ".timeline dl",
        ),
    ),
    "parameter_counts": Point(
        "What is counted, and which version, makes published numbers differ.",
        (".number-table table", ".st-key-parameter_counts-count"),
    ),
    "where_it_stands": Point(
        "CNNs do some things well and others badly, and each claim has its page.",
        (".claims h3", ".claims .claim", ".claims img", ".claims a"),
    ),
    "what": Point(
        "A network sees a square of the photo and gives names with probabilities.",
        (".named .frame", ".named .crop", ".named figcaption", ".named li", ".named .limit", ".named button"),
    ),
}

_OUTSIDE = """selectors => {
  const deep = (root) =>
    [...root.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e]))
  const all = deep(document)
  const bar = document.querySelector('[data-testid=stHeader]').getBoundingClientRect().bottom
  return selectors.flatMap((selector) => {
    const found = all.filter((e) => e.matches(selector) && e.getClientRects().length)
    if (!found.length) return [`${selector}: nothing`]
    return found
      .map((e) => e.getBoundingClientRect())
      .filter((b) => b.top < bar - 1 || b.bottom > innerHeight + 1 || b.left < -1 || b.right > innerWidth + 1)
      .map((b) => `${selector}: ${[b.left, b.top, b.right, b.bottom].map(Math.round).join(' ')}`)
  })
}"""

_SMALL = """([words, numbers]) => {
  const small = []
  const look = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.shadowRoot) look(node.shadowRoot)
      const text = node.nodeType === Node.TEXT_NODE ? node.nodeValue.trim() : ''
      const element = node.parentElement
      if (!text || !element || ['STYLE', 'SCRIPT'].includes(element.tagName)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const box = range.getBoundingClientRect()
      const hidden = !element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })
      if (hidden || box.width < 2 || box.height < 2 || box.top > innerHeight) continue
      const turned = element.ownerSVGElement ? element.getScreenCTM() : { a: 1, b: 0 }
      const scale = Math.hypot(turned.a, turned.b)
      const size = parseFloat(getComputedStyle(element).fontSize) * scale
      const isNumber = /^[−+≤≥<>0-9.,·⁻⁰¹²³⁴⁵⁶⁷⁸⁹%×e…\\s-]+$/.test(text)
      const least = isNumber ? numbers : words
      if (size < least - 0.01) small.push(`${size.toFixed(1)} px: ${text.slice(0, 40)}`)
    }
  }
  look(document)
  return small
}"""


def outside(page: Page, point: Point) -> list[str]:
    """Return what makes the page's point and is missing, or not on the screen as a whole."""
    found: list[str] = page.evaluate(_OUTSIDE, list(point.shown))
    return found


def too_small(page: Page) -> list[str]:
    """Return the texts on the screen that are too small to be read from the back of a hall."""
    found: list[str] = page.evaluate(_SMALL, [WORDS, NUMBERS])
    return found
