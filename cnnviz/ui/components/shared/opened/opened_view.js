// Panning and zooming: which piece of the drawing is under the canvas. No DOM here.

/** The largest zoom, and the largest at which a whole network is shown. */
const [LARGEST, WHOLE] = [3, 1.15]
/** The smallest zoom at which the texts can be read, at first. */
const READABLE = 0.55
/** How much of the drawing stays on the canvas, in pixels. */
const KEPT = 80
/** How far a volume with its texts reaches above, below and beside its middle, at most, in pixels at zoom 1. */
const [ABOVE, BELOW, BESIDE] = [64, 134, 80]
/** Layouts that are tried for the largest zoom at which all fits. */
const TRIES = 24

/**
 * The zoom and the width of rows at which the folded network fits, or at least can be read.
 * @param {(width: number) => Opened.Layout} layOut
 * @param {Size} size of the canvas
 * @returns {{ zoom: number, width: number }}
 */
export function rowsThatFit(layOut, { width, height }) {
  for (let n = 0; n < TRIES; n++) {
    const zoom = WHOLE * (READABLE / WHOLE) ** (n / (TRIES - 1))
    const layout = layOut(width / zoom)
    if (layout.width * zoom <= width && layout.height * zoom <= height) return { zoom, width: width / zoom }
  }
  return { zoom: READABLE, width: width / READABLE }
}

/** The view of the whole drawing. @param {Opened.Layout} layout @param {Size} size @returns {Opened.View} */
export function wholeView(layout, size) {
  const zoom = Math.min(WHOLE, size.width / layout.width, size.height / layout.height)
  return {
    zoom,
    x: (layout.width - size.width / zoom) / 2,
    y: (layout.height - size.height / zoom) / 2,
  }
}

/**
 * The view after zooming around a point of the canvas, which stays where it is.
 * @param {Opened.View} view
 * @param {number} factor
 * @param {[x: number, y: number]} at
 * @param {number} least the smallest zoom
 * @returns {Opened.View}
 */
export function zoomedView({ x, y, zoom }, factor, [left, top], least) {
  const next = Math.min(LARGEST, Math.max(least, zoom * factor))
  return { zoom: next, x: x + left / zoom - left / next, y: y + top / zoom - top / next }
}

/** @param {Opened.View} view @param {number} across @param {number} down pixels of the canvas @returns {Opened.View} */
export function pannedView({ x, y, zoom }, across, down) {
  return { zoom, x: x - across / zoom, y: y - down / zoom }
}

/**
 * The same view, but with some of the drawing on the canvas.
 * @param {Opened.View} view
 * @param {Opened.Layout} layout
 * @param {Size} size
 * @returns {Opened.View}
 */
export function keptView({ x, y, zoom }, layout, size) {
  const margin = KEPT / zoom
  return {
    zoom,
    x: between(margin - size.width / zoom, x, layout.width - margin),
    y: between(margin - size.height / zoom, y, layout.height - margin),
  }
}

/** The view that has a volume with its texts inside. @param {Opened.View} view @param {[x: number, y: number]} middle @param {Size} size @returns {Opened.View} */
export function viewWith({ x, y, zoom }, [middleX, middleY], size) {
  return {
    zoom,
    x: between(middleX + BESIDE - size.width / zoom, x, middleX - BESIDE),
    y: between(middleY + BELOW - size.height / zoom, y, middleY - ABOVE),
  }
}

/** @param {number} least @param {number} value @param {number} most */
function between(least, value, most) {
  return least > most ? (least + most) / 2 : Math.min(most, Math.max(least, value))
}

/** A point of the canvas on the drawing. @param {Opened.View} view @param {[x: number, y: number]} at @returns {[x: number, y: number]} */
export function onDrawing({ x, y, zoom }, [left, top]) {
  return [x + left / zoom, y + top / zoom]
}
