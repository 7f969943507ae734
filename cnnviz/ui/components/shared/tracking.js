// Track an element's position without measuring it in a pointer's handler, where that would force a layout of
// the whole page.

/**
 * Follow an element: `at` returns an event's position in it, `look` measures the element in the next frame.
 * @param {HTMLElement} element
 * @returns {Following}
 */
export function follow(element) {
  /** @type {DOMRect | null} */
  let box = null
  /** @type {MouseEvent | null} */
  let last = null
  let asked = false
  const look = () => {
    if (!asked) requestAnimationFrame(found)
    asked = true
  }
  const found = () => {
    asked = false
    const before = box
    box = element.getBoundingClientRect()
    if (last && before && (before.x !== box.x || before.y !== box.y)) again(element, last)
  }
  /** @type {Following["at"]} */
  const at = (event) => {
    const moving = event.type === "pointermove"
    last = moving ? event : null
    if (!box || !moving) box = element.getBoundingClientRect()
    look()
    return [event.clientX - box.x, event.clientY - box.y]
  }
  element.addEventListener("pointerleave", () => (last = null))
  return { at, look }
}

/**
 * The element has moved under the pointer: dispatch the same move again for its new position.
 * @param {HTMLElement} element
 * @param {MouseEvent} event
 */
function again(element, event) {
  element.dispatchEvent(new PointerEvent("pointermove", event))
}
