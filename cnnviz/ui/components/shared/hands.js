// What a visitor's hands do: pointer, finger and keys, as places and names of keys.
import { isOurs } from "./walk.js"

/** Over the output a cell is looked at (`hover`) and picked, over an input it is seen whom it feeds (`touch`). */
export function listenToPointers({ output, inputs }, { hover, pick, touch }) {
  const { element } = output.grid
  for (const moved of ["pointermove", "pointerdown"])
    element.addEventListener(moved, (event) => hover(output.grid.placeAt(event)))
  for (const gone of ["pointerleave", "pointercancel"]) element.addEventListener(gone, () => hover(null))
  element.addEventListener("pointerup", (event) => pick(output.grid.placeAt(event)))
  inputs.forEach(({ grid }, channel) => {
    for (const moved of ["pointermove", "pointerdown"])
      grid.element.addEventListener(moved, (event) => touch(channel, grid.placeAt(event)))
    // What a finger has touched stays to be read.
    const left = (event) => event.pointerType !== "touch" && touch(channel, null)
    grid.element.addEventListener("pointerleave", left)
  })
}

/** Hand on the keys of the walk, and keep them from the page, whose shortcuts see no field or button in here. */
export function listenToKeys(root, press) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const within = event.target.closest("input, select, button")?.tagName
    const typing = within === "INPUT" || within === "SELECT"
    if (typing || isOurs(event.key)) event.stopPropagation()
    if (typing || !isOurs(event.key)) return
    if (event.key === " " && within === "BUTTON") return // it presses the button
    event.preventDefault()
    press(event.key)
  })
}
