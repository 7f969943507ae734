// The slider from one digit to the other, and the buttons that play, step, and lead to the greatest doubt.
import { part, setAll, svg, write } from "../shared/elements.js"
import { MORPH_EVERY, MORPH_STEPS } from "../shared/facts.js"
import { amountText } from "./morph_text.js"

const PLAY = "M7 5v14l11-7z"
const PAUSE = "M7 5h4v14H7zM14 5h4v14h-4z"
const BACK = "M17 5v14L6 12z"
const ON = "M7 5v14l11-7z M17 5h2v14h-2z"

/**
 * Make the controls.
 * @param {{ move: (step: number) => void, shift: (steps: number) => void, toggle: () => void, doubt: () => void }} hands
 * @returns {Morph.Controls}
 */
export function makeMorphControls({ move, shift, toggle, doubt }) {
  const element = part("div", "controls")
  const slider = Object.assign(part("input"), { type: "range", min: 0, max: MORPH_STEPS, step: 1 })
  slider.setAttribute("aria-label", "From the first digit to the second")
  slider.addEventListener("input", () => move(Number(slider.value)))
  // The arrow keys belong to the slider, not to the page.
  slider.addEventListener("keydown", (event) => event.stopPropagation())
  const amount = part("output")
  const row = part("div", "transport")
  const play = iconButton("Play", PLAY, toggle)
  const back = iconButton("One step back", BACK, () => shift(-MORPH_EVERY))
  const on = iconButton("One step on", ON, () => shift(MORPH_EVERY))
  const most = part("button", "most", "Greatest doubt")
  most.type = "button"
  most.addEventListener("click", doubt)
  row.append(back.element, play.element, on.element, most, amount)
  element.append(slider, row)
  return {
    element,
    show: (step, playing, doubtful) => {
      slider.value = String(step)
      slider.setAttribute("aria-valuetext", amountText(step))
      write(amount, amountText(step))
      play.show(playing ? "Pause" : "Play", playing ? PAUSE : PLAY)
      back.off(step <= 0)
      on.off(step >= MORPH_STEPS)
      most.setAttribute("aria-pressed", String(step === doubtful))
    },
  }
}

/** @param {string} label @param {string} path @param {() => void} press */
function iconButton(label, path, press) {
  const element = part("button")
  element.type = "button"
  const shape = svg("path", { d: path })
  const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" })
  icon.append(shape)
  element.append(icon)
  element.addEventListener("click", press)
  const show = (/** @type {string} */ name, /** @type {string} */ drawn) => {
    if (element.title === name) return
    element.title = name
    element.setAttribute("aria-label", name)
    setAll(shape, { d: drawn })
  }
  show(label, path)
  return {
    element,
    show,
    // Not disabled, which would lose the focus.
    off: (/** @type {boolean} */ off) => element.setAttribute("aria-disabled", String(off)),
  }
}
