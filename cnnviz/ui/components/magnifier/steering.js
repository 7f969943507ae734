// Pointer and keys -> the place that is looked at, and the one that is picked.

/** @type {Record<string, Place>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
/** A key's step with Shift, in pixels. */
const STRIDE = 10
/** A pointer that has gone so far, in CSS pixels, since it went down has dragged and not clicked. */
const SLIP = 6

/**
 * Have a pointer on `frame`, which shows all of a plane, move the place; a click picks it.
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
 * Have arrow keys on `root` move the place from where it is, Home and End go to the row's ends, Enter pick.
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
    event.stopPropagation() // what the page does with this key is not meant
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

/** The index nearest to `n` that there is. @param {number} n @param {number} length */
export function within(n, length) {
  return Math.min(Math.max(n, 0), length - 1)
}
