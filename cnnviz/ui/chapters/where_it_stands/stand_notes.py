"""What the page Where it stands says below its claims."""

from __future__ import annotations

MEANING = """
**Used for.** The lecture names faces, objects, traffic signs, robots, self-driving cars and captions.
Doctors use such networks, too. There a mistake costs more, so a person has the last word.

**State of the art.** The lecture's slides are from 2020. Since 2021, transformers share the first place.
A transformer compares all parts of a picture with each other. It needs even more examples.
Convolutional networks (CNNs) can be small. Phones, cameras and cars still use them.

**Errors.** They are those of one network on the photos of a contest. A photo of your own may be harder.

**Why they work.** We can follow each number from the pixels to the answer.
We cannot say in simple words why just these numbers work.
"""
SOURCES = """
- Dosovitskiy and others: An image is worth 16x16 words. ICLR 2021 (transformers for images).
- Vinyals and others: Show and tell. CVPR 2015 (captions).
- Szegedy and others: Intriguing properties of neural networks. ICLR 2014 (pushes too small to see).
"""
