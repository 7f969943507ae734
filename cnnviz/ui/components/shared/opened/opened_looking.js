// The look of the drawing: how its parts are laid out in the room that there is, and which piece is shown.
import { openedInks } from "./opened_inks.js"
import { layOutParts, spotOfLayer } from "./opened_layout.js"
import { paintDrawing } from "./opened_paint.js"
import { keptView, rowsThatFit, wholeView, zoomedView } from "./opened_view.js"

/** Take the room that there is. Show the network from its start, unless a hand has moved it. @param {Opened.State} state */
export function fitDrawing(state) {
  const { data, canvas, frame, uses } = state
  if (!data) return
  const width = Math.max(1, frame.clientWidth)
  const height = uses.height(innerHeight, width)
  state.size = { width, height }
  canvas.style.height = `${height}px`
  canvas.width = Math.round(width * devicePixelRatio)
  canvas.height = Math.round(height * devicePixelRatio)
  layOut(state)
  if (state.isMoved) look(state, state.view)
  else if (state.open.size) look(state, wholeView(state.layout, state.size))
  else lookFromStart(state)
}

/** Look at the folded network: all of it, or its first rows. @param {Opened.State} state */
export function lookFromStart(state) {
  const { zoom } = rowsFor(state)
  const { layout, size } = state
  const isWhole = layout.width * zoom <= size.width && layout.height * zoom <= size.height
  look(state, isWhole ? wholeView(layout, size) : { x: 0, y: 0, zoom })
}

/** Look at the whole drawing, and again after each change. @param {Opened.State} state */
export function lookAtWhole(state) {
  state.isMoved = false
  look(state, wholeView(state.layout, state.size))
}

/** The rows of the folded network that fit. @param {Opened.State} state */
export function rowsFor({ data, size }) {
  if (!data) return { zoom: 1, width: size.width }
  return rowsThatFit((width) => layOutParts(data, new Set(), width), size)
}

/** Lay out the parts; the chosen layer stays chosen if it is still there. @param {Opened.State} state */
export function layOut(state) {
  if (!state.data) return
  const layer = layerAt(state, state.chosen)
  state.layout = layOutParts(state.data, state.open, rowsFor(state).width)
  state.pointed = null
  state.chosen = spotOfLayer(state.layout, layer)
}

/** The index of the layer of a volume; −1 for the input, a folded block, or no volume. @param {Opened.State} state @param {Opened.Spot | null} spot */
export function layerAt({ layout }, spot) {
  return spot ? layout.placed[spot.placed].part.boxes[spot.box][6] : -1
}

/** @param {Opened.State} state @param {Opened.View} view */
export function look(state, view) {
  state.view = keptView(view, state.layout, state.size)
  repaint(state)
}

/** Look where a hand has moved the drawing, and stay there. @param {Opened.State} state @param {Opened.View} view */
export function lookByHand(state, view) {
  state.isMoved = true
  look(state, view)
}

/** @param {Opened.State} state @param {number} factor @param {[x: number, y: number]} [at] */
export function zoomBy(state, factor, at = [state.size.width / 2, state.size.height / 2]) {
  const least = Math.min(0.5, wholeView(state.layout, state.size).zoom)
  lookByHand(state, zoomedView(state.view, factor, at, least))
}

/** Paint in the next frame. @param {Opened.State} state */
export function repaint(state) {
  state.painting ||= requestAnimationFrame(() => {
    state.painting = 0
    const { root, data, view, open } = state
    if (!data) return
    paintDrawing(state.canvas, state, openedInks(root))
    state.card.show(data, state.layout, state.pointed ?? state.chosen)
    Object.assign(root.dataset, {
      drawn: state.digest,
      open: [...open].join(" "),
      pointed: layerAt(state, state.pointed),
      chosen: layerAt(state, state.chosen),
      zoom: view.zoom.toFixed(4),
      at: `${view.x.toFixed(1)} ${view.y.toFixed(1)}`,
    })
  })
}
