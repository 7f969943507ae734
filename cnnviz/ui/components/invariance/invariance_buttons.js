// The buttons: play, combine and reset below the sliders, and the two views above the chart.
import { part, setAll, svg, write } from "../shared/elements.js"

const START = "M7 5v14l11-7z"
const STOP = "M7 5h4v14H7zM14 5h4v14h-4z"

/**
 * Make the buttons below the sliders.
 * @param {{ toggle: () => void, combine: (combined: boolean) => void, reset: () => void }} hands
 * @returns {Invariance.Buttons}
 */
export function makeButtons({ toggle, combine, reset }) {
  const element = part("div", "buttons")
  const play = button("play", toggle)
  const shape = svg("path", {})
  const icon = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" })
  icon.append(shape)
  play.append(icon)
  const label = part("label", "combine")
  const box = part("input")
  box.type = "checkbox"
  box.addEventListener("change", () => combine(box.checked))
  label.append(box, "Combine")
  label.title = "Keep the other amounts when you move a slider"
  const again = button("reset", reset, "Reset")
  element.append(play, label, again)
  return {
    element,
    show: ({ playing, combined, view }) => {
      setAll(shape, { d: playing ? STOP : START })
      play.title = playing ? "Stop" : "Play"
      play.setAttribute("aria-label", play.title)
      box.checked = combined
      label.hidden = view === "average"
    },
  }
}

/**
 * Make the title above the chart, with the switch between the views.
 * @param {(view: Invariance.View) => void} chosen
 * @returns {Invariance.Head}
 */
export function makeHead(chosen) {
  const element = part("div", "head")
  const title = part("h4")
  const views = {
    digit: button("view", () => chosen("digit"), "This digit"),
    average: button("view", () => chosen("average")),
  }
  const group = part("div", "views")
  group.setAttribute("role", "group")
  group.append(views.digit, views.average)
  element.append(title, group)
  return {
    element,
    show: (view, judged, text) => {
      write(title, text)
      write(views.average, `${judged} digits`)
      for (const one of /** @type {const} */ (["digit", "average"]))
        views[one].setAttribute("aria-pressed", String(one === view))
    },
  }
}

/** @param {string} name @param {() => void} pressed @param {string} [text] */
function button(name, pressed, text) {
  const element = part("button", name, text)
  element.type = "button"
  element.addEventListener("click", pressed)
  return element
}
