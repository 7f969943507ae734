// The pointer and keys that move the place and pick it.

/** @type {Record<string, Place>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
/** The step of a key with Shift, in pixels. */
const STRIDE = 10
/** A pointer that moved further than this between press and release, in CSS pixels, dragged and did not click. */
const SLIP = 6

/**
 * Let a pointer on `frame`, which shows the whole plane, move the place; a click picks it.
 * @param {HTMLElement} frame
 * @param {Size} size
 * @param {(place: Place) => void} moved
 * @param {() => void} picked
 */
export function steerByPointer(frame, size, moved, picked) {
  /** @type {[x: number, y: number] | null} */
  let down = null
  const placed = (/** @type {MouseEvent} */ event) => {
    const box = frame.getBoundingClientRect()
    moved([
      within(Math.floor(((event.clientY - box.top) / box.height) * size.height), size.height),
      within(Math.floor(((event.clientX - box.left) / box.width) * size.width), size.width),
    ])
  }
  frame.onpointermove = placed
  frame.onpointerdown = (event) => {
    down = [event.clientX, event.clientY]
    if (event.pointerType !== "mouse") frame.setPointerCapture(event.pointerId)
    placed(event)
  }
  frame.onclick = (event) => {
    const slipped = down && Math.hypot(event.clientX - down[0], event.clientY - down[1]) > SLIP
    if (!slipped) picked()
  }
}

/**
 * Let arrow keys on `root` move the place, Home and End go to the row's ends, and Enter pick it.
 * @param {HTMLElement} root
 * @param {Size} size
 * @param {() => Place} present
 * @param {(place: Place) => void} moved
 * @param {(() => void) | null} picked
 */
export function steerByKeys(root, size, present, moved, picked) {
  root.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = stepped(event, present(), size)
    if (!next && !(event.key === "Enter" && picked)) return
    event.preventDefault()
    event.stopPropagation() // the page has shortcuts on the same keys
    if (next) moved(next)
    else if (!event.repeat) picked?.()
  }
}

/** @param {KeyboardEvent} event @param {Place} given @param {Size} size @returns {Place | null} */
function stepped(event, [row, column], size) {
  if (event.key === "Home") return [row, 0]
  if (event.key === "End") return [row, size.width - 1]
  const step = STEPS[event.key]
  if (!step) return null
  const far = event.shiftKey ? STRIDE : 1
  return [within(row + far * step[0], size.height), within(column + far * step[1], size.width)]
}

/** `n`, limited to the indices of this length. @param {number} n @param {number} length */
export function within(n, length) {
  return Math.min(Math.max(n, 0), length - 1)
}
