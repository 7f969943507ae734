// One panel: axes, a line for each run's batches, means and test digits, and a mark at the moment looked at.
import { pathOf } from "./scales.js"

/** Make a panel; `pointed` is called with an epoch, or null, and whether a button is held down. */
export function makePanel(name, pointed) {
  const figure = document.createElement("figure")
  figure.innerHTML = "<figcaption></figcaption><svg role='img'><g class='axes'></g><svg class='lines'></svg><g class='marks'></g></svg>"
  figure.firstChild.textContent = name
  const panel = { figure, name, svg: figure.lastChild, scale: null }
  const at = (event) => panel.scale && pointed(panel.scale.epochAt(event.clientX - panel.svg.getBoundingClientRect().left), event.buttons > 0)
  for (const moved of ["pointerdown", "pointermove"]) panel.svg.addEventListener(moved, at)
  panel.svg.addEventListener("pointerleave", () => pointed(null, false))
  return panel
}

/** Draw all but the marks. measure: "loss" or "accuracy"; label: what a screen reader says. */
export function drawPanel(panel, { runs, scale, measure, width, height, label }) {
  const [axes, lines] = panel.svg.children
  panel.scale = scale
  setAll(panel.svg, { width, height, "aria-label": label })
  axes.replaceChildren(...axesOf(scale))
  const box = { x: scale.left, y: scale.top, width: scale.right - scale.left, height: scale.bottom - scale.top }
  setAll(lines, { ...box, viewBox: Object.values(box).join(" ") })
  lines.replaceChildren(...runs.flatMap((run) => linesOf(run, scale, measure, runs.length === 1)))
}

function axesOf(scale) {
  return [
    ...scale.ticks.flatMap(({ value, text }) => {
      const y = scale.y(value)
      return [made("line", { class: "tick", x1: scale.left, x2: scale.right, y1: y, y2: y }), made("text", { x: scale.left - 8, y: y + 5, "text-anchor": "end" }, text)]
    }),
    ...scale.epochs.map((epoch) => made("text", { x: scale.x(epoch), y: scale.bottom + 20, "text-anchor": "middle" }, epoch)),
  ]
}

/** Single batches are drawn where there is only one run: several would hide each other. */
function linesOf({ colour, dashed, batches, means, tests }, scale, measure, alone) {
  const look = { stroke: colour, "stroke-dasharray": dashed ? "9 5" : "none" }
  const path = (name, line) => made("path", { class: name, d: pathOf(line.x, line[measure], scale), ...look })
  const dots = [...tests.x].map((x, n) => made("circle", { cx: scale.x(x), cy: scale.y(tests[measure][n]), r: 4.5, fill: colour }))
  return [...(alone ? [path("batches", batches)] : []), path("means", means), path("tests", tests), ...dots]
}

/** Mark the epoch of the moment that is looked at, and the one under the pointer; null is none. */
export function markPanel(panel, looked, pointed) {
  const { scale } = panel
  const mark = (epoch, name) => made("line", { class: name, x1: scale.x(epoch), x2: scale.x(epoch), y1: scale.top, y2: scale.bottom })
  const marks = [
    ...(looked === null ? [] : [mark(looked, "looked")]),
    ...(pointed === null ? [] : [mark(pointed, "pointed")]),
  ]
  panel.svg.lastChild.replaceChildren(...marks)
}

function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}

function made(tag, attributes, text = "") {
  // Asked from a parsed element, for the address that names SVG's elements.
  const space = (made.space ??= new DOMParser().parseFromString("<body><svg></svg>", "text/html").querySelector("svg").namespaceURI)
  const element = document.createElementNS(space, tag)
  setAll(element, attributes)
  if (text !== "") element.textContent = text
  return element
}
