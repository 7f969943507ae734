// The pointer on the pad, as points on the board, and the keys for Undo.
import { BOARD } from "../facts.js"
import { follow } from "../tracking.js"

/**
 * Call `begin`, `move` and `end` with the board's points under a mouse, a pen or a finger. A second finger is
 * ignored.
 * @param {HTMLElement} canvas
 * @param {() => number} side the width of the canvas on the screen
 * @param {DrawingPad.Hand} hand
 */
export function listenToHand(canvas, side, hand) {
  const place = follow(canvas)
  /** @type {number | null} */
  let pointer = null
  const point = (/** @type {PointerEvent} */ event) => {
    const [x, y] = place.at(event)
    return /** @type {DrawingPad.Point} */ ([(x * BOARD) / side(), (y * BOARD) / side()])
  }
  const lift = (/** @type {PointerEvent} */ event) => {
    if (event.pointerId !== pointer) return
    pointer = null
    hand.end()
  }
  canvas.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return
    event.preventDefault() // neither selects text nor drags
    pointer = event.pointerId
    canvas.setPointerCapture(pointer)
    canvas.focus({ preventScroll: true })
    hand.begin(point(event))
  })
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return
    for (const one of passed(event)) hand.move(point(one))
  })
  canvas.addEventListener("pointerup", lift)
  canvas.addEventListener("pointercancel", lift)
  canvas.addEventListener("lostpointercapture", lift)
}

/** Return all moves since the frame before; a browser tells of them only with the last. @param {PointerEvent} event */
function passed(event) {
  const all = event.getCoalescedEvents?.() ?? []
  return all.length ? all : [event]
}

/** Call the listener for Ctrl+Z, or Cmd+Z, inside an element. @param {HTMLElement} root @param {() => void} listener */
export function listenToUndo(root, listener) {
  root.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    if (event.key.toLowerCase() !== "z") return
    event.preventDefault()
    event.stopPropagation()
    listener()
  })
}
