// The responses of a simple and a complex cell by the bar's shift.
import { part, setAll, svg, write } from "../shared/elements.js"
import { short } from "../shared/numbers.js"
import { axesOf, fillChart, lineThrough, makeChart, standAt, unitLines } from "../shared/unit_axes.js"
import { responseText } from "./cells_text.js"

/** The room below the axis, for the shifts. */
const BELOW_SHIFTS = 30
/** Pixels from one number on the axis to the next. */
const EVERY = 10
const KINDS = /** @type {const} */ (["simple", "pooled"])

/**
 * Make the chart; `picked` is called with a shift.
 * @param {(shift: number) => void} picked
 * @returns {Cells.ShiftChart}
 */
export function makeShiftChart(picked) {
  const element = part("section", "by-shift")
  /** @type {UnitAxes | null} */
  let axes = null
  const chart = makeChart(
    "The responses of a simple and a complex cell, by the bar's shift",
    (x) => axes && picked(Math.round(axes.valueAt(x))),
  )
  const legend = part("div", "legend")
  const entries = {
    pooled: entry(legend, "complex", "Complex cell"),
    simple: entry(legend, "simple", "Simple cell"),
  }
  const row = part("div", "row")
  row.append(chart, legend)
  element.append(part("h4", "", "Complex cells tolerate a shift. Simple cells do not."), row)
  const now = svg("line", { class: "now" })
  const lines = {
    simple: svg("path", { class: "line simple" }),
    pooled: svg("path", { class: "line complex" }),
  }
  const dots = {
    simple: svg("circle", { class: "dot", r: 6 }),
    pooled: svg("circle", { class: "dot", r: 6 }),
  }
  return {
    element,
    build: (data, size) => {
      axes = axesOf(size, -data.mostShift, data.mostShift, BELOW_SHIFTS)
      fillChart(chart, axes, [
        ...unitLines(axes),
        ...shiftNumbers(axes, data.mostShift),
        now,
        lines.pooled,
        lines.simple,
        dots.pooled,
        dots.simple,
      ])
    },
    draw: (data, { shift }, found) => {
      if (!axes) return
      standAt(now, axes, shift)
      for (const kind of KINDS) {
        const response = found[kind][shift + data.mostShift]
        setAll(lines[kind], { d: lineThrough(axes, found.shifts, found[kind]) })
        setAll(dots[kind], { cx: axes.x(shift), cy: axes.y(response) })
        write(entries[kind], responseText(response))
      }
    },
  }
}

/** @param {HTMLElement} legend @param {string} kind @param {string} name */
function entry(legend, kind, name) {
  const row = part("p", kind)
  const sample = svg("svg", { class: "sample", viewBox: "0 0 44 8", "aria-hidden": "true" })
  sample.append(svg("path", { class: `line ${kind}`, d: "M0 4H44" }))
  const value = part("strong")
  row.append(sample, part("span", "", name), value)
  legend.append(row)
  return value
}

/** @param {UnitAxes} axes @param {number} most */
function shiftNumbers({ x, y, height }, most) {
  const numbers = []
  for (let shift = -most; shift <= most; shift += EVERY) {
    numbers.push(svg("line", { class: "tick", x1: x(shift), x2: x(shift), y1: y(0), y2: y(0) + 5 }))
    const anchor = shift === most ? "end" : "middle"
    const text = shift === most ? `${shift} px` : short(shift, 0)
    numbers.push(
      svg("text", { x: x(shift) + (shift === most ? 10 : 0), y: height - 6, "text-anchor": anchor }, text),
    )
  }
  return numbers
}
