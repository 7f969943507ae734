// The controls beside the pictures: sliders of a family's size and angle, and fields of divisor and offset.
import { hasFocus, part, write } from "../shared/elements.js"
import { short, typed } from "../shared/numbers.js"
import { scrubbed } from "./scrubbing.js"

/**
 * Make a slider over a list of values.
 * @param {string} label
 * @param {(index: number, rests: boolean) => void} moved
 * @returns {LiveFilter.Slider}
 */
export function makeSlider(label, moved) {
  const element = part("label", "slider")
  const [name, value, range] = [part("span", "", label), part("b"), part("input")]
  range.type = "range"
  range.min = "0"
  element.append(name, value, range)
  range.oninput = () => moved(Number(range.value), false)
  range.onchange = () => moved(Number(range.value), true)
  range.onkeydown = (event) => event.stopPropagation() // the page has shortcuts on the same keys
  return {
    element,
    show: (count, index, text) => {
      element.hidden = count === 0
      range.max = String(Math.max(0, count - 1))
      if (range.value !== String(index)) range.value = String(index)
      range.setAttribute("aria-valuetext", text)
      write(value, text)
    },
  }
}

/**
 * Make a field for one number; `moved` is called while it changes, and once more when the hand rests.
 * @param {string} label
 * @param {(value: number, rests: boolean) => void} moved
 * @returns {LiveFilter.Field}
 */
export function makeField(label, moved) {
  const element = part("label", "number")
  const [name, input] = [part("span", "", label), part("input")]
  Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off" })
  element.append(name, input)
  let shown = 0
  input.onfocus = () => input.select()
  input.oninput = () => {
    const value = typed(input.value)
    input.setAttribute("aria-invalid", String(value === null))
    if (value !== null) moved(value, false)
  }
  input.onchange = () => {
    const value = typed(input.value)
    input.removeAttribute("aria-invalid")
    if (value === null) input.value = short(shown, 6)
    else moved(value, true)
  }
  scrubbed(input, { value: () => shown, step: () => 1, set: moved })
  return {
    element,
    show: (value) => {
      shown = value
      if (!hasFocus(input) || typed(input.value) !== value) input.value = short(value, 6)
    },
  }
}
