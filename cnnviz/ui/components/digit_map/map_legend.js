// The legend: a button for each class in its colour, for the mistakes, and for all digits.
import { closest, part } from "../shared/elements.js"
import { CLASS_COLOURS } from "../shared/facts.js"
import { mistakesOf } from "./map_text.js"

/**
 * @param {(shown: string) => void} choose is called with what is to stand out
 * @returns {DigitMap.Legend}
 */
export function makeLegend(choose) {
  const element = part("div", "legend")
  element.setAttribute("role", "group")
  element.setAttribute("aria-label", "What stands out")
  const classes = CLASS_COLOURS.map((colour, label) => {
    const button = makeButton(String(label), String(label), `Only the digit ${label}`)
    button.style.color = `rgb(${colour.join(" ")})`
    return button
  })
  const all = makeButton("all", "All", "All digits")
  const mistakes = makeButton("mistakes", "", "")
  element.append(all, ...classes, mistakes)
  element.addEventListener("click", (event) => {
    const chosen = closest(event, "button")?.dataset.shown
    if (chosen) choose(chosen)
  })
  return {
    element,
    show: (data) => {
      const count = mistakesOf(data)
      mistakes.textContent = `◯ ${count.toLocaleString("en")} mistake${count === 1 ? "" : "s"}`
      mistakes.title = "Only the digits that the network misreads. A ring marks them."
      for (const button of [all, ...classes, mistakes]) {
        button.setAttribute("aria-pressed", String(button.dataset.shown === data.shown))
      }
    },
  }
}

/** @param {string} shown @param {string} text @param {string} title */
function makeButton(shown, text, title) {
  const button = Object.assign(part("button", shown.length === 1 ? "class" : shown, text), { title })
  button.type = "button"
  button.dataset.shown = shown
  return button
}
