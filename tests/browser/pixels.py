"""The pixels of a canvas or an image on the page."""

from __future__ import annotations

import base64

import numpy as np
from playwright.sync_api import Locator

#: Height, width and RGBA as base64: a picture's numbers as a list take seconds to get to Python.
_READ = """element => {
  const width = element.naturalWidth ?? element.width
  const height = element.naturalHeight ?? element.height
  const copy = new OffscreenCanvas(width, height).getContext('2d')
  copy.drawImage(element, 0, 0)
  const { data } = copy.getImageData(0, 0, width, height)
  let text = ''
  for (let n = 0; n < data.length; n += 4096) text += String.fromCharCode(...data.subarray(n, n + 4096))
  return [height, width, btoa(text)]
}"""


def rgba(element: Locator) -> np.ndarray:
    """Return the pixels of a canvas or an image, in its own size, as (height, width, 4) in 0..255."""
    height, width, text = element.evaluate(_READ)
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)
