"""Digits as people draw them."""

import math


def arc(x, y, width, height, start, end):
    """Points of an ellipse's arc, in degrees clockwise from three o'clock."""
    angles = [math.radians(start + (end - start) * k / 30) for k in range(31)]
    return tuple((round(x + width * math.cos(a)), round(y + height * math.sin(a))) for a in angles)


#: Digits as people write them, some with several strokes.
DRAWN = {
    0: (arc(128, 128, 50, 75, -90, 270),),
    1: (((100, 90), (130, 55), (130, 200)),),
    2: ((*arc(128, 100, 45, 45, -170, 45), (90, 200), (180, 200)),),
    3: (arc(120, 90, 42, 38, -150, 80) + arc(120, 166, 48, 40, -80, 150),),
    4: (((140, 50), (80, 150), (185, 150)), ((150, 100), (150, 210))),
    5: (((105, 60), (100, 120), *arc(122, 155, 48, 45, -110, 140)), ((105, 60), (170, 60))),
    6: (((150, 50), (110, 100), (92, 150), *arc(128, 165, 38, 38, 180, 540)),),
    7: (((85, 60), (175, 60), (120, 205)),),
}
