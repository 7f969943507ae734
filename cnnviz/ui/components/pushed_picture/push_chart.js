// The curves: the probabilities of both names against the size of the push, and where the answer turns.
import { part, setAll, svg } from "../shared/elements.js"
import { axesOf, fillChart, lineThrough, makeChart, standAt, unitLines } from "../shared/unit_axes.js"

/** The room below the axis: the slider stands there. */
const BELOW = 10

/**
 * Make the chart; `picked` is called with a size in steps.
 * @param {(steps: number) => void} picked
 * @returns {Pushed.Chart}
 */
export function makePushChart(picked) {
  const element = part("section", "curve")
  /** @type {UnitAxes | null} */
  let axes = null
  const chart = makeChart(
    "The probability of each name against the size of the push",
    (x) => axes && picked(Math.round(axes.valueAt(x))),
  )
  const now = svg("line", { class: "now" })
  /** @type {{ values: number[], dot: SVGElement }[]} */
  let dots = []
  const names = part("p", "names")
  element.append(names, chart)
  return {
    element,
    build: ({ curves, turned, said }, size) => {
      const placed = axesOf(size, 0, Math.max(1, said.length - 1), BELOW)
      axes = placed
      const mark = turned === null ? [] : [svg("line", { class: "turn" })]
      for (const line of mark) standAt(line, placed, turned ?? 0)
      const sizes = said.map((_, n) => n)
      const lines = curves.map(({ kind, values }) =>
        svg("path", { class: `line ${kind}`, d: lineThrough(placed, sizes, values) }),
      )
      dots = curves.map(({ kind, values }) => ({
        values,
        dot: svg("circle", { class: `dot ${kind}`, r: 6 }),
      }))
      fillChart(chart, placed, [...unitLines(placed), ...mark, ...lines, now, ...dots.map(({ dot }) => dot)])
      const where = turned === null ? [] : [part("span", "turn", "the answer turns")]
      names.replaceChildren(...curves.map(({ kind, name }) => part("span", kind, name)), ...where)
    },
    draw: (steps) => {
      if (!axes) return
      standAt(now, axes, steps)
      for (const { values, dot } of dots) setAll(dot, { cx: axes.x(steps), cy: axes.y(values[steps]) })
    },
  }
}
