// Pointer, touch and key events, as places and names of keys.
import { closest, onPointer } from "./elements.js"
import { isOurs } from "./walk.js"

/**
 * Listen on the output for a cell under the pointer (`hover`) or picked, and on the inputs for `touch`.
 * @param {Pick<Stepper.Parts, 'inputs' | 'output'>} given
 * @param {Stepper.Hands} more
 */
export function listenToPointers({ output, inputs }, { hover, pick, touch }) {
  const { element } = output.grid
  onPointer(element, (event) => hover(output.grid.placeAt(event)))
  for (const gone of ["pointerleave", "pointercancel"]) element.addEventListener(gone, () => hover(null))
  element.addEventListener("pointerup", (event) => pick(output.grid.placeAt(event)))
  inputs.forEach(({ grid }, channel) => {
    onPointer(grid.element, (event) => touch(channel, grid.placeAt(event)))
    // What a finger has touched stays, so that it can be read.
    const left = (/** @type {PointerEvent} */ event) => event.pointerType !== "touch" && touch(channel, null)
    grid.element.addEventListener("pointerleave", left)
  })
}

/**
 * Pass on the walk's keys and hide them from the page, whose shortcuts cannot see fields or buttons in here.
 * @param {HTMLElement} root
 * @param {(key: string) => void} press
 */
export function listenToKeys(root, press) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const within = closest(event, "input, select, button")?.tagName
    const typing = within === "INPUT" || within === "SELECT"
    if (typing || isOurs(event.key)) event.stopPropagation()
    if (typing || !isOurs(event.key)) return
    if (event.key === " " && within === "BUTTON") return // it presses the button
    event.preventDefault()
    press(event.key)
  })
}
