// What a visitor's hands do: pointer, finger and keys, as places and names of keys.
import { closest, onPointer } from "./elements.js"
import { isOurs } from "./walk.js"

/**
 * Over the output a cell is looked at (`hover`) and picked, over an input it is seen whom it feeds (`touch`).
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
    // What a finger has touched stays to be read.
    const left = (/** @type {PointerEvent} */ event) => event.pointerType !== "touch" && touch(channel, null)
    grid.element.addEventListener("pointerleave", left)
  })
}

/**
 * Hand on the keys of the walk, and keep them from the page, whose shortcuts see no field or button in here.
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
