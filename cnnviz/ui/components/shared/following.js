// Where an element stands on the screen, without asking for it in a pointer's handler: there it would have the
// browser lay out the whole page at once.

/**
 * Follow an element: `at` is where an event lies in it, and `look` has it looked for in the next frame.
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
 * Something has pushed the element away under the pointer: the same move once more, from where it stands now.
 * @param {HTMLElement} element
 * @param {MouseEvent} event
 */
function again(element, event) {
  element.dispatchEvent(new PointerEvent("pointermove", event))
}
