// One panel: axes, each run's lines for batches, means and test digits, and a mark at the current moment.
import { onPointer, setAll, svg } from "../shared/elements.js"
import { pathOf } from "./curves_scales.js"

/**
 * Make a panel; `pointed` is called with an epoch or null, and whether a button is held down.
 * @param {string} name
 * @param {(epoch: number | null, held: boolean) => void} pointed
 * @returns {TrainingCurves.Panel}
 */
export function makePanel(name, pointed) {
  const figure = document.createElement("figure")
  figure.innerHTML =
    "<figcaption><b></b><span>thick: test digits · thin: training digits</span></figcaption><svg role='img'><g class='axes'></g><svg class='lines'></svg><g class='marks'></g></svg>"
  const [caption, drawing] = figure.children
  caption.children[0].textContent = name
  /** @type {TrainingCurves.Panel} */
  const panel = { figure, name, svg: /** @type {SVGElement} */ (drawing), scale: null }
  const at = (/** @type {MouseEvent} */ event) => {
    if (!panel.scale) return
    pointed(panel.scale.epochAt(event.clientX - panel.svg.getBoundingClientRect().left), event.buttons > 0)
  }
  onPointer(panel.svg, at)
  panel.svg.addEventListener("pointerleave", () => pointed(null, false))
  return panel
}

/**
 * Draw everything except the marks. measure: "loss" or "accuracy"; label: the text for screen readers.
 * @param {TrainingCurves.Panel} panel
 * @param {TrainingCurves.Drawing} given
 */
export function drawPanel(panel, { runs, scale, measure, width, height, label }) {
  const [axes, lines] = panel.svg.children
  panel.scale = scale
  setAll(panel.svg, { width, height, "aria-label": label })
  axes.replaceChildren(...axesOf(scale))
  const box = {
    x: scale.left,
    y: scale.top,
    width: scale.right - scale.left,
    height: scale.bottom - scale.top,
  }
  setAll(lines, { ...box, viewBox: Object.values(box).join(" ") })
  lines.replaceChildren(...runs.flatMap((run) => linesOf(run, scale, measure, runs.length === 1)))
}

/** @param {TrainingCurves.Scale} scale */
function axesOf(scale) {
  return [
    ...scale.ticks.flatMap(({ value, text }) => {
      const y = scale.y(value)
      return [
        svg("line", { class: "tick", x1: scale.left, x2: scale.right, y1: y, y2: y }),
        svg("text", { x: scale.left - 8, y: y + 5, "text-anchor": "end" }, text),
      ]
    }),
    ...scale.epochs.map((epoch) =>
      svg("text", { x: scale.x(epoch), y: scale.bottom + 20, "text-anchor": "middle" }, epoch),
    ),
  ]
}

/**
 * A run's lines. Single batches are drawn only for one run: those of several would hide each other.
 * @param {TrainingCurves.Run} given
 * @param {TrainingCurves.Scale} scale
 * @param {TrainingCurves.Measure} measure
 * @param {boolean} alone
 */
function linesOf({ colour, dashed, batches, means, tests }, scale, measure, alone) {
  const look = { stroke: colour, "stroke-dasharray": dashed ? "9 5" : "none" }
  const path = (/** @type {string} */ name, /** @type {TrainingCurves.Line} */ line) =>
    svg("path", { class: name, d: pathOf(line.x, line[measure], scale), ...look })
  const dots = [...tests.x].map((x, n) =>
    svg("circle", { cx: scale.x(x), cy: scale.y(tests[measure][n]), r: 4.5, fill: colour }),
  )
  return [...(alone ? [path("batches", batches)] : []), path("means", means), path("tests", tests), ...dots]
}

/**
 * Mark the current moment's epoch and the epoch under the pointer; null clears a mark.
 * @param {TrainingCurves.Panel} panel
 * @param {number | null} looked
 * @param {number | null} pointed
 */
export function markPanel(panel, looked, pointed) {
  const { scale } = panel
  if (!scale) return
  const mark = (/** @type {number} */ epoch, /** @type {string} */ name) =>
    svg("line", { class: name, x1: scale.x(epoch), x2: scale.x(epoch), y1: scale.top, y2: scale.bottom })
  const marks = [
    ...(looked === null ? [] : [mark(looked, "looked")]),
    ...(pointed === null ? [] : [mark(pointed, "pointed")]),
  ]
  panel.svg.children[2].replaceChildren(...marks)
}
