// The axes of a chart of responses, from 0 to 1.
import { onPointer, setAll, svg } from "../shared/elements.js"

const LEFT = 44
const RIGHT = 10
const TOP = 14
const RESPONSES = [0, 0.5, 1]

/**
 * The places of values from `least` to `most` on a chart of this size.
 * @param {Size} size
 * @param {number} least
 * @param {number} most
 * @param {number} bottom the room below the axis
 * @returns {Cells.Axes}
 */
export function axesOf({ width, height }, least, most, bottom) {
  const across = (width - LEFT - RIGHT) / (most - least)
  const down = height - TOP - bottom
  return {
    width,
    height,
    x: (value) => LEFT + across * (value - least),
    y: (response) => TOP + down * (1 - response),
    valueAt: (x) => Math.max(least, Math.min(most, least + (x - LEFT) / across)),
  }
}

/** The lines and numbers of the responses. @param {Cells.Axes} axes */
export function responseLines({ width, y }) {
  return RESPONSES.flatMap((response) => [
    svg("line", { class: "tick", x1: LEFT, x2: width - RIGHT, y1: y(response), y2: y(response) }),
    svg("text", { x: LEFT - 8, y: y(response) + 6, "text-anchor": "end" }, response),
  ])
}

/**
 * A line through values and their responses.
 * @param {Cells.Axes} axes
 * @param {number[]} values
 * @param {number[]} responses
 */
export function lineThrough({ x, y }, values, responses) {
  return values
    .map((value, n) => `${n ? "L" : "M"}${x(value).toFixed(1)} ${y(responses[n]).toFixed(1)}`)
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

/** @param {SVGElement} chart @param {Cells.Axes} axes @param {SVGElement[]} children */
export function fillChart(chart, { width, height }, children) {
  setAll(chart, { width, height })
  chart.replaceChildren(...children)
}

/** Put a line upright at a value. @param {SVGElement} line @param {Cells.Axes} axes @param {number} value */
export function standAt(line, { x, y }, value) {
  setAll(line, { x1: x(value), x2: x(value), y1: y(1) - 8, y2: y(0) })
}
