// The responses of the simple cells by their preferred angle, above a picture of each cell's weights.
import { part, setAll, svg, write } from "../shared/elements.js"
import { axesOf, fillChart, lineThrough, makeChart, standAt, unitLines } from "../shared/unit_axes.js"
import { nearestShown } from "./cell_bar.js"
import { makeTiles } from "./cell_tiles.js"
import { angleReading } from "./cells_text.js"

/** The room below the axis: only half of a number's height. */
const BELOW_ANGLES = 8
const HALF_TURN = 180

/**
 * Make the chart; `picked` is called with an angle.
 * @param {(angle: number) => void} picked
 * @returns {Cells.AngleChart}
 */
export function makeAngleChart(picked) {
  const element = part("section", "by-angle")
  const reading = part("p", "reading")
  /** @type {UnitAxes | null} */
  let axes = null
  const chart = makeChart("The responses of the simple cells, by preferred angle", (x) => {
    if (axes) picked((Math.round(axes.valueAt(x)) + HALF_TURN) % HALF_TURN)
  })
  const tiles = makeTiles(picked)
  element.append(
    part("h4", "", "Simple cells: each one prefers its own angle."),
    reading,
    chart,
    tiles.element,
  )
  const now = svg("line", { class: "now" })
  const line = svg("path", { class: "line simple" })
  /** @type {SVGElement[]} */
  let bars = []
  return {
    element,
    build: (data, weights, size) => {
      const margin = data.shown[1] / 2
      const built = axesOf(size, -margin, HALF_TURN - margin, BELOW_ANGLES)
      axes = built
      bars = data.shown.map((angle) => barAt(built, angle, margin))
      fillChart(chart, built, [...unitLines(built), ...bars, now, line])
      tiles.build(data, weights, built)
    },
    draw: (data, pose, responses) => {
      if (!axes) return
      const best = nearestShown(data.shown, pose.angle)
      standAt(now, axes, onAxis(data, pose.angle))
      drawLine(line, axes, data, responses)
      drawBars(bars, axes, data, responses, best)
      tiles.mark(best)
      write(reading, angleReading(data, pose, responses))
    },
  }
}

/** An angle's place on the axis, which begins below 0: a line at 175° is nearly one at 0°. @param {Cells.Message} data @param {number} angle */
function onAxis({ shown }, angle) {
  return angle < HALF_TURN - shown[1] / 2 ? angle : angle - HALF_TURN
}

/**
 * @param {SVGElement} line
 * @param {UnitAxes} axes
 * @param {Cells.Message} data
 * @param {number[]} responses
 */
function drawLine(line, axes, data, responses) {
  const points = data.angles.map((angle, n) => ({ place: onAxis(data, angle), response: responses[n] }))
  points.sort((one, other) => one.place - other.place)
  const d = lineThrough(
    axes,
    points.map(({ place }) => place),
    points.map(({ response }) => response),
  )
  setAll(line, { d })
}

/** @param {UnitAxes} axes @param {number} angle @param {number} width in degrees */
function barAt({ x }, angle, width) {
  return svg("rect", { class: "bar", x: x(angle - width / 2), width: x(width) - x(0) })
}

/**
 * @param {SVGElement[]} bars
 * @param {UnitAxes} axes
 * @param {Cells.Message} data
 * @param {number[]} responses
 * @param {number} best
 */
function drawBars(bars, { y }, { shown, angles }, responses, best) {
  shown.forEach((angle, n) => {
    const top = y(responses[angles.indexOf(angle)])
    setAll(bars[n], { y: top, height: y(0) - top })
    bars[n].classList.toggle("best", angle === best)
  })
}
