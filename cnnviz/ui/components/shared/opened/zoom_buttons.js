// The buttons that zoom a drawing, for hands without a wheel.
import { part } from "../elements.js"
import { STEP } from "./opened_hands.js"
import { lookAtWhole, zoomBy } from "./opened_looking.js"

/** @param {Opened.State} state */
export function zoomButtons(state) {
  return [
    openedButton("−", () => zoomBy(state, 1 / STEP), "Zoom out"),
    openedButton("+", () => zoomBy(state, STEP), "Zoom in"),
    openedButton("Whole", () => lookAtWhole(state), "Show the whole network"),
  ]
}

/** @param {string} words @param {() => void} act @param {string} name for screen readers */
export function openedButton(words, act, name = words) {
  const made = part("button", "", words)
  made.type = "button"
  made.setAttribute("aria-label", name)
  made.addEventListener("click", act)
  return made
}
