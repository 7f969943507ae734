"""The font of all figures: legible from the back of a hall on a projector of 1280 by 720 pixels."""

#: In pixels.
SIZE = 18
#: As Plotly takes it, for axis titles, ticks, legends and texts.
FONT = {"size": SIZE}
