// Hands on the drawing: drag, pinch, wheel, click and keys.
import { follow } from "../tracking.js"

/** How far a pointer may move in a click, in pixels. */
const CLICK = 5
/** The zoom of one step of the keys and buttons, and of a pixel of the wheel. */
export const STEP = 1.3
const WHEEL = 1.004

/**
 * Listen to the canvas.
 * @param {HTMLCanvasElement} canvas
 * @param {{
 *   pan: (across: number, down: number) => void,
 *   zoom: (factor: number, at: [x: number, y: number]) => void,
 *   point: (at: [x: number, y: number] | null) => void,
 *   click: (at: [x: number, y: number]) => void,
 *   key: (name: string) => boolean,
 * }} hands
 */
export function listenToHands(canvas, hands) {
  const { at } = follow(canvas)
  /** @type {Map<number, [x: number, y: number]>} */
  const down = new Map()
  let moved = 0
  canvas.addEventListener("pointerdown", (event) => {
    moved = down.size ? CLICK + 1 : 0
    down.set(event.pointerId, at(event))
    canvas.setPointerCapture(event.pointerId)
  })
  canvas.addEventListener("pointermove", (event) => {
    const [before, now] = [down.get(event.pointerId), at(event)]
    if (!before) return hands.point(now)
    const [across, below] = [now[0] - before[0], now[1] - before[1]]
    moved += Math.hypot(across, below)
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1]
    if (other) hands.zoom(apart(now, other) / Math.max(1, apart(before, other)), other)
    else if (moved > CLICK) hands.pan(across, below)
    down.set(event.pointerId, now)
  })
  canvas.addEventListener("pointerup", (event) => {
    if (down.delete(event.pointerId) && moved <= CLICK) hands.click(at(event))
  })
  canvas.addEventListener("pointercancel", (event) => down.delete(event.pointerId))
  canvas.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hands.point(null))
  canvas.addEventListener("wheel", (event) => rolled(event, at(event), hands), { passive: false })
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !hands.key(event.key)) return
    event.preventDefault()
    event.stopPropagation() // the keys of the page turn it
  })
}

/** @param {[x: number, y: number]} one @param {[x: number, y: number]} other */
function apart(one, other) {
  return Math.hypot(one[0] - other[0], one[1] - other[1])
}

/** A pinch, or Ctrl with the wheel, zooms; a wheel alone scrolls the page. @param {WheelEvent} event @param {[x: number, y: number]} at @param {Parameters<typeof listenToHands>[1]} hands */
function rolled(event, at, { pan, zoom }) {
  if (event.ctrlKey || event.metaKey) zoom(WHEEL ** -event.deltaY, at)
  else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
    pan(-(event.deltaX || event.deltaY), 0)
  else return
  event.preventDefault()
}
