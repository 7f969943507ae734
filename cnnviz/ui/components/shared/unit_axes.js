// The axes of a chart of numbers from 0 to 1, such as responses or probabilities.
import { onPointer, setAll, svg } from "./elements.js"

const LEFT = 44
const RIGHT = 10
const TOP = 14
const UNITS = [0, 0.5, 1]

/**
 * The places of values from `least` to `most` on a chart of this size.
 * @param {Size} size
 * @param {number} least
 * @param {number} most
 * @param {number} bottom the room below the axis
 * @returns {UnitAxes}
 */
export function axesOf({ width, height }, least, most, bottom) {
  const across = (width - LEFT - RIGHT) / (most - least)
  const down = height - TOP - bottom
  return {
    width,
    height,
    x: (value) => LEFT + across * (value - least),
    y: (share) => TOP + down * (1 - share),
    valueAt: (x) => Math.max(least, Math.min(most, least + (x - LEFT) / across)),
  }
}

/** The lines and numbers at 0, a half and 1. @param {UnitAxes} axes */
export function unitLines({ width, y }) {
  return UNITS.flatMap((share) => [
    svg("line", { class: "tick", x1: LEFT, x2: width - RIGHT, y1: y(share), y2: y(share) }),
    svg("text", { x: LEFT - 8, y: y(share) + 6, "text-anchor": "end" }, share),
  ])
}

/**
 * A line through values and their shares.
 * @param {UnitAxes} axes
 * @param {number[]} values
 * @param {number[]} shares
 */
export function lineThrough({ x, y }, values, shares) {
  return values
    .map((value, n) => `${n ? "L" : "M"}${x(value).toFixed(1)} ${y(shares[n]).toFixed(1)}`)
    .join("")
}

/**
 * An empty chart; `picked` is called with the place of a pointer that is down on it.
 * @param {string} name
 * @param {(x: number) => void} picked
 */
export function makeChart(name, picked) {
  const element = svg("svg", { class: "chart", role: "img", "aria-label": name })
  onPointer(element, (event) => event.buttons && picked(event.offsetX))
  return element
}

/** @param {SVGElement} chart @param {UnitAxes} axes @param {SVGElement[]} children */
export function fillChart(chart, { width, height }, children) {
  setAll(chart, { width, height })
  chart.replaceChildren(...children)
}

/** Put a line upright at a value. @param {SVGElement} line @param {UnitAxes} axes @param {number} value */
export function standAt(line, { x, y }, value) {
  setAll(line, { x1: x(value), x2: x(value), y1: y(1) - 8, y2: y(0) })
}
