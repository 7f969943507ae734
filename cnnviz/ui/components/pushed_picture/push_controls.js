// The slider that pushes, and the button that plays.
import { part, write } from "../shared/elements.js"
import { sizeText } from "./push_text.js"

/**
 * Make the controls.
 * @param {{ move: (steps: number) => void, toggle: () => void }} hands
 * @returns {Pushed.Controls}
 */
export function makePushControls({ move, toggle }) {
  const slider = Object.assign(part("input"), { type: "range", min: 0, step: 1 })
  slider.setAttribute("aria-label", "How far each value moves")
  slider.addEventListener("input", () => move(Number(slider.value)))
  // The arrow keys belong to the slider, not to the page.
  slider.addEventListener("keydown", (event) => event.stopPropagation())
  const amount = part("output")
  const play = Object.assign(part("button", "play"), { type: "button" })
  play.addEventListener("click", toggle)
  const [element, row] = [part("div", "slide"), part("div", "row")]
  element.append(slider)
  row.append(part("span", "", "Each value moves by at most"), amount, play)
  return {
    element,
    row,
    show: (steps, most, playing) => {
      slider.max = String(most)
      slider.value = String(steps)
      slider.setAttribute("aria-valuetext", sizeText(steps))
      write(amount, sizeText(steps))
      write(play, playing ? "Pause" : "Play")
    },
  }
}
