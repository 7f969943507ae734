// The bar above the rows: the digit that the logits belong to, the temperature, and preset logits.
import { hasFocus, part } from "../shared/elements.js"
import { DIGIT_SIDE } from "../shared/facts.js"
import { PRESET_NAMES } from "./presets.js"
import { fieldText, written } from "./softmax_text.js"

/** The step of the temperature's slider, which is logarithmic from 0.01 to 100. */
const FINE = 0.01

/**
 * Make the bar; `hands` receives the temperature and presses of buttons.
 * @param {Softmax.Message['temperatures']} bounds
 * @param {Softmax.Hands} hands
 * @returns {Softmax.Bar}
 */
export function makeBar(bounds, hands) {
  const element = part("div", "bar")
  const digit = part("canvas", "digit")
  Object.assign(digit, { width: DIGIT_SIDE, height: DIGIT_SIDE })
  digit.setAttribute("role", "img")
  const temperature = makeTemperature(bounds, hands)
  const presets = part("div", "presets")
  const reset = button("The digit's logits", hands.reset)
  presets.append(
    reset,
    ...Object.entries(PRESET_NAMES).map(([name, title]) =>
      button(title, () => hands.preset(/** @type {Softmax.PresetName} */ (name))),
    ),
  )
  element.append(digit, temperature.element, presets)
  return { element, digit, reset, temperature }
}

/** @param {Softmax.Message['temperatures']} given @param {Softmax.Hands} hands */
function makeTemperature([least, most], hands) {
  const element = part("label", "temperature")
  const range = part("input")
  Object.assign(range, { type: "range", min: Math.log10(least), max: Math.log10(most), step: FINE })
  range.setAttribute("aria-label", "Temperature")
  range.addEventListener("input", () => hands.heat(Number((10 ** Number(range.value)).toPrecision(3))))
  range.addEventListener("change", hands.rest)
  const exact = part("input", "exact")
  Object.assign(exact, { type: "text", inputMode: "decimal", autocomplete: "off" })
  exact.setAttribute("aria-label", "Temperature, exact")
  exact.addEventListener("focus", () => exact.select())
  exact.addEventListener("keydown", (event) => event.key === "Enter" && exact.blur())
  exact.addEventListener("change", () => hands.typeHeat(exact.value))
  const name = part("span", "what")
  name.append(part("b", "", "temperature T"), part("span", "", "divides all logits"))
  element.append(name, range, exact)
  return { element, range, exact }
}

/** @param {string} title @param {() => void} press */
function button(title, press) {
  const element = part("button", "", title)
  element.type = "button"
  element.addEventListener("click", press)
  return element
}

/**
 * Show the digit, the temperature, and whether the logits are the digit's own.
 * @param {Softmax.Bar} given
 * @param {Softmax.State} more
 */
export function drawBar({ digit, reset, temperature }, { data, own, heat }) {
  digit.hidden = !data.digit
  if (data.digit) drawDigit(digit, data.digit)
  reset.textContent = data.digit ? "The digit's logits" : "Start"
  reset.setAttribute("aria-disabled", String(!own && heat === 1))
  if (10 ** Number(temperature.range.value) !== heat) temperature.range.value = String(Math.log10(heat))
  temperature.range.setAttribute("aria-valuetext", written(heat))
  const { exact } = temperature
  if (!hasFocus(exact)) exact.value = fieldText(heat)
}

/** @param {HTMLCanvasElement} canvas @param {number[]} levels */
function drawDigit(canvas, levels) {
  canvas.setAttribute("aria-label", "The digit that the network reads")
  const image = new ImageData(DIGIT_SIDE, DIGIT_SIDE)
  levels.forEach((level, n) => image.data.set([level, level, level, 255], 4 * n))
  canvas.getContext("2d")?.putImageData(image, 0, 0)
}
