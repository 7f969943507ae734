// The pad's elements: the canvas with its hint, the buttons, and what screen readers hear.
import { part } from "../shared/elements.js"

/**
 * Return the pad's elements, whose buttons call these functions.
 * @param {{ undo: () => void, clear: () => void }} hands
 * @returns {DrawingPad.Parts}
 */
export function makePadParts(hands) {
  const [board, buttons] = [part("div", "board"), part("div", "buttons")]
  const canvas = part("canvas")
  canvas.tabIndex = 0
  canvas.setAttribute("role", "img")
  canvas.setAttribute("aria-label", "The pad. Draw with a mouse, a pen or a finger.")
  const hint = part("span", "hint", "Draw here")
  const undo = makeButton("Undo", hands.undo)
  const clear = makeButton("Clear", hands.clear)
  const full = part("p", "full", "The pad is full. Undo a stroke or clear it.")
  full.setAttribute("role", "status")
  const heard = part("div", "heard")
  heard.setAttribute("aria-live", "polite")
  board.append(canvas, hint)
  buttons.append(undo, clear)
  return { elements: [board, buttons, full, heard], canvas, hint, undo, clear, full, heard }
}

/**
 * Return a button. It is never `disabled`, which would take the focus away.
 * @param {string} name
 * @param {() => void} press
 */
function makeButton(name, press) {
  const button = part("button", "", name)
  button.type = "button"
  button.addEventListener("click", press)
  return button
}
