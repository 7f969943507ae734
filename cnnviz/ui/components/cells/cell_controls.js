// Sliders for the bar's angle and shift, and the button that turns it.
import { part, setAll, svg, write } from "../shared/elements.js"
import { short } from "../shared/numbers.js"

const TURN = "M7 5v14l11-7z"
const STOP = "M7 5h4v14H7zM14 5h4v14h-4z"

/**
 * Make the controls.
 * @param {{ turn: (angle: number) => void, shift: (shift: number) => void, toggle: () => void }} hands
 * @returns {Cells.Controls}
 */
export function makeControls({ turn, shift, toggle }) {
  const element = part("div", "controls")
  const angle = slider("Angle", turn)
  const place = slider("Shift", shift)
  const play = part("button", "play")
  play.type = "button"
  play.setAttribute("aria-label", "Let the bar turn")
  const shape = svg("path", {})
  const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" })
  icon.append(shape)
  play.append(icon)
  play.addEventListener("click", toggle)
  element.append(...angle.parts, ...place.parts, play)
  return {
    element,
    show: ({ mostShift }, pose, playing) => {
      angle.show(0, 179, pose.angle, `${pose.angle}°`)
      place.show(-mostShift, mostShift, pose.shift, `${short(pose.shift, 0)} px`)
      setAll(shape, { d: playing ? STOP : TURN })
      play.title = playing ? "Stop" : "Let the bar turn"
      play.setAttribute("aria-label", play.title)
    },
  }
}

/** @param {string} name @param {(value: number) => void} moved */
function slider(name, moved) {
  const label = part("label", "", name)
  const input = part("input")
  input.type = "range"
  input.setAttribute("aria-label", `${name} of the bar`)
  input.addEventListener("input", () => moved(Number(input.value)))
  // The arrow keys belong to the slider, not to the page.
  input.addEventListener("keydown", (event) => event.stopPropagation())
  label.append(input)
  const value = part("output")
  return {
    parts: [label, value],
    show: (
      /** @type {number} */ least,
      /** @type {number} */ most,
      /** @type {number} */ at,
      /** @type {string} */ text,
    ) => {
      Object.assign(input, { min: least, max: most, step: 1, value: at })
      input.setAttribute("aria-valuetext", text)
      write(value, text)
    },
  }
}
