// The camera's controls in the panel: Freeze, what follows the kernel, and one sentence.
import { part, write } from "../shared/elements.js"

/**
 * @param {() => void} freeze
 * @returns {LiveFilter.CameraBar}
 */
export function makeCameraBar(freeze) {
  const element = part("div", "camera-bar")
  const buttons = part("div", "camera-buttons")
  const button = part("button", "freeze", "Freeze")
  button.type = "button"
  button.onclick = freeze
  const sentence = part("p")
  sentence.setAttribute("role", "status")
  element.append(buttons, sentence)
  const bar = {
    element,
    relu: false,
    pooled: false,
    show: (/** @type {string} */ text, /** @type {boolean} */ running) => {
      buttons.hidden = !running
      write(sentence, text)
    },
  }
  buttons.append(
    button,
    choice("ReLU", (on) => (bar.relu = on)),
    choice("Max pooling 2 × 2", (on) => (bar.pooled = on)),
  )
  return bar
}

/** @param {string} label @param {(on: boolean) => void} chosen */
function choice(label, chosen) {
  const element = part("label")
  const box = part("input")
  box.type = "checkbox"
  box.onchange = () => chosen(box.checked)
  element.append(box, label)
  return element
}
