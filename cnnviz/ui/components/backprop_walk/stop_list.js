// The row of all stops, one dot each; it shows the current one, and a press goes to another.
import { find } from "../shared/elements.js"

const PHASES = { forward: "Forward", backward: "Backward", update: "Update", after: "Again" }

/**
 * Make the list; `goTo` is called with the index of a stop.
 * @param {(stop: number) => void} goTo
 * @returns {BackpropWalk.List}
 */
export function makeList(goTo) {
  const element = document.createElement("div")
  element.className = "stops"
  return {
    element,
    name: (stops) => nameStops(element, stops, goTo),
    show: (at) => showStop(element, at),
  }
}

/**
 * Show the stops grouped by phase. Tab skips them: the arrow keys lead to them.
 * @param {HTMLElement} list
 * @param {BackpropWalk.Stop[]} stops
 * @param {(stop: number) => void} goTo
 */
function nameStops(list, stops, goTo) {
  const phases = [...new Set(stops.map(({ phase }) => phase))]
  list.replaceChildren(
    ...phases.map((phase) => {
      const group = document.createElement("div")
      group.append(Object.assign(document.createElement("b"), { textContent: PHASES[phase] }))
      stops.forEach((stop, n) => stop.phase === phase && group.append(dot(stop.name, () => goTo(n))))
      return group
    }),
  )
}

/** @param {string} name @param {() => void} press */
function dot(name, press) {
  const element = document.createElement("button")
  Object.assign(element, { type: "button", title: name, ariaLabel: name, tabIndex: -1 })
  element.addEventListener("click", press)
  return element
}

/** @param {HTMLElement} list @param {number} at */
function showStop(list, at) {
  list.querySelectorAll("button").forEach((button, n) => {
    if (n === at) button.setAttribute("aria-current", "step")
    else button.removeAttribute("aria-current")
  })
  const { offsetLeft, offsetWidth } = find(list, "[aria-current]")
  list.scrollLeft = offsetLeft + offsetWidth / 2 - list.clientWidth / 2 // for a single row that overflows
}
