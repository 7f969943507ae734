// The output's maps, one per filter or channel, as small buttons to choose from.
import { find } from "../shared/elements.js"
import { drawColours } from "../shared/grid.js"

/**
 * Make the buttons; `chosen` is called with the number of a map.
 * @param {number} count
 * @param {string} name
 * @param {(filter: number) => void} chosen
 * @returns {Stepper.Maps}
 */
export function makeMaps(count, name, chosen) {
  const element = document.createElement("div")
  element.className = "maps"
  element.setAttribute("role", "group")
  element.setAttribute("aria-label", `Choose a ${name}`)
  const buttons = Array.from({ length: count }, (_, n) => mapButton(`${name} ${n}`, () => chosen(n)))
  if (count > 1) element.append(...buttons)
  return {
    element,
    draw: (planes, look) => buttons.forEach((one, n) => drawColours(find(one, "canvas"), planes[n], look)),
    choose: (chosen) => buttons.forEach((one, n) => one.setAttribute("aria-pressed", String(n === chosen))),
  }
}

/** @param {string} label @param {() => void} press */
function mapButton(label, press) {
  const element = document.createElement("button")
  element.type = "button"
  element.title = label
  element.setAttribute("aria-label", label)
  element.append(document.createElement("canvas"))
  element.addEventListener("click", press)
  return element
}
