// The buttons below the drawing, and what its colours mean.
import { part } from "../shared/elements.js"
import { STEP } from "./opened_hands.js"

const LEGEND = "multiplications for one picture. Each bar shows a share of the whole. M is a million."

/**
 * Fill the row of buttons.
 * @param {HTMLElement} row
 * @param {{ all: (isOpen: boolean) => void, zoom: (factor: number) => void, whole: () => void }} acts
 */
export function fillTools(row, { all, zoom, whole }) {
  const legend = part("span", "legend")
  legend.append(
    part("i", "swatch parameters"),
    part("span", "", "parameters"),
    part("i", "swatch multiplications"),
    part("span", "", LEGEND),
  )
  row.append(
    toolButton("Unfold all", () => all(true)),
    toolButton("Fold all", () => all(false)),
    toolButton("−", () => zoom(1 / STEP), "Zoom out"),
    toolButton("+", () => zoom(STEP), "Zoom in"),
    toolButton("Whole", whole, "Show the whole network"),
    legend,
  )
}

/** @param {string} words @param {() => void} act @param {string} name for screen readers */
function toolButton(words, act, name = words) {
  const made = part("button", "", words)
  made.type = "button"
  made.setAttribute("aria-label", name)
  made.addEventListener("click", act)
  return made
}
