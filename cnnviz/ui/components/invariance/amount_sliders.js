// A slider for each distortion.
import { part, write } from "../shared/elements.js"
import { amountText, spokenAmount } from "./tolerance_text.js"

/**
 * Make the sliders. `moved` is called with a distortion and its amount, `chosen` with one whose name was pressed.
 * @param {(name: Invariance.Name, amount: number) => void} moved
 * @param {(name: Invariance.Name) => void} chosen
 * @returns {Invariance.Sliders}
 */
export function makeSliders(moved, chosen) {
  const element = part("div", "sliders")
  /** @type {Map<Invariance.Name, ReturnType<typeof makeSlider>>} */
  const sliders = new Map()
  return {
    element,
    show: (distortions, amounts, now, stepOf) => {
      for (const one of distortions) {
        const slider = sliders.get(one.name) ?? makeSlider(one, moved, chosen)
        if (!sliders.has(one.name)) element.append(slider.row)
        sliders.set(one.name, slider)
        slider.show(amounts[one.name], one.name === now, stepOf(one))
      }
    },
  }
}

/**
 * @param {Invariance.Distortion} distortion
 * @param {(name: Invariance.Name, amount: number) => void} moved
 * @param {(name: Invariance.Name) => void} chosen
 */
function makeSlider(distortion, moved, chosen) {
  const { name, title, least, most } = distortion
  const row = part("div", "slider")
  const button = part("button", "title", title)
  button.type = "button"
  button.addEventListener("click", () => chosen(name))
  const input = part("input")
  input.type = "range"
  input.setAttribute("aria-label", title)
  input.addEventListener("input", () => moved(name, Number(input.value)))
  // The arrow keys belong to the slider, not to the page.
  input.addEventListener("keydown", (event) => event.stopPropagation())
  const value = part("output")
  row.append(button, input, value)
  row.dataset.name = name
  return {
    row,
    show: (/** @type {number} */ amount, /** @type {boolean} */ isChosen, /** @type {number} */ step) => {
      Object.assign(input, { min: least, max: most, step, value: amount })
      input.setAttribute("aria-valuetext", spokenAmount(distortion, amount))
      write(value, amountText(distortion, amount))
      row.classList.toggle("chosen", isChosen)
      button.setAttribute("aria-pressed", String(isChosen))
    },
  }
}
