// The chart: a circle for each network, its area the parameters; each can be chosen by hand or key.
import { part, setAll, svg } from "../shared/elements.js"
import { labelsOf } from "./timeline_labels.js"
import { AXIS_LEFT, timelinePlaces } from "./timeline_scales.js"

/** The size of names, in pixels. */
const NAMES = 18
/** Where the names stand on a phone, in pixels from the left. */
const NAME_LEFT = 56
/** The height of what stands above the circles on a phone, in pixels. */
const HEAD = 50

/** @returns {Timeline.Chart} */
export function makeTimelineChart() {
  const element = svg("svg", { class: "chart", role: "radiogroup" })
  /** @type {SVGElement[]} */
  let points = []
  return {
    element,
    build: (data, size) => {
      const places = timelinePlaces(data.networks, size)
      setAll(element, { width: size.width, height: size.height, "aria-label": data.alt })
      points = data.networks.map((network, n) => pointOf(network, n, places.circles[n]))
      const order = [...points.keys()].sort(
        (a, b) => data.networks[b].parameters - data.networks[a].parameters,
      )
      const frame = size.narrow ? tallFrame(data, places, size) : wideFrame(data, places, size)
      element.replaceChildren(...frame, ...order.map((n) => points[n]), ...namesOf(data, places, size))
    },
    mark: (chosen, pointed) => {
      for (const [n, point] of points.entries()) {
        setAll(point, { "aria-checked": n === chosen, tabindex: n === chosen ? 0 : -1 })
        point.classList.toggle("pointed", n === pointed)
      }
    },
  }
}

/** @param {Timeline.Network} network @param {number} n @param {Timeline.Circle} circle */
function pointOf(network, n, { x, y, radius }) {
  const kind = network.error === null ? "point none" : "point"
  const point = svg("circle", { class: kind, cx: x, cy: y, r: radius, role: "radio", "data-n": n })
  setAll(point, { "aria-label": `${network.title}, ${network.year}. ${network.tip}` })
  return point
}

/** Time to the right: lines for errors, bands for years. @param {Timeline.Message} data @param {Timeline.Places} places @param {Size} size */
function wideFrame(data, { ticks, years, none }, { width, height }) {
  return [
    svg("rect", { class: "strip", x: 0, y: none[1], width, height: none[0] - none[1] }),
    ...ticks.flatMap(({ value, at }) => [
      svg("line", { class: "tick", x1: AXIS_LEFT - 6, x2: width, y1: at, y2: at }),
      svg(
        "text",
        { class: "number", x: AXIS_LEFT - 10, y: at, dy: "0.35em", "text-anchor": "end" },
        `${value} %`,
      ),
    ]),
    svg("text", { class: "axis", x: 0, y: 16 }, data.error_name),
    svg(
      "text",
      { class: "axis", x: (years[0].to + years[1].from) / 2 + 40, y: none[0] - 10 },
      data.none_name,
    ),
    ...years.map(({ year, from, to }) =>
      svg("text", { class: "number", x: (from + to) / 2, y: height - 6, "text-anchor": "middle" }, year),
    ),
  ]
}

/** Time downwards, on a phone. @param {Timeline.Message} data @param {Timeline.Places} places @param {Size} size */
function tallFrame(data, { ticks, years, none, circles }, { width, height }) {
  return [
    svg("text", { class: "axis", x: 0, y: 16 }, data.error_name),
    svg("rect", { class: "strip", x: none[0], y: HEAD, width: none[1] - none[0], height: height - HEAD }),
    ...ticks.flatMap(({ value, at }, n) => [
      svg("line", { class: "tick", x1: at, x2: at, y1: HEAD, y2: height }),
      n < ticks.length - 1
        ? svg("text", { class: "number", x: at, y: HEAD - 6, "text-anchor": "middle" }, value)
        : svg("text", { class: "number", x: at - 8, y: HEAD - 6 }, `${value} %`),
    ]),
    ...years.map(({ year, from }) => svg("text", { class: "number", x: 0, y: from + 23 }, year)),
    ...data.networks.map(({ title }, n) =>
      svg("text", { class: "name", x: NAME_LEFT, y: circles[n].y, dy: "0.35em", "data-n": n }, title),
    ),
    svg("line", { class: "tick", x1: 0, x2: width, y1: HEAD, y2: HEAD }),
  ]
}

/** The names beside the circles, on a wide chart. @param {Timeline.Message} data @param {Timeline.Places} places @param {Timeline.Sizes} size */
function namesOf(data, { circles, none }, size) {
  if (size.narrow) return []
  const room = { width: size.width, height: none[0] }
  const labels = labelsOf(
    data.networks.map(({ short }) => short),
    data.networks.map(({ error }) => error === null),
    circles,
    room,
    NAMES,
  )
  return labels.map(({ left, top, width, height, text }, n) =>
    svg(
      "text",
      {
        class: "name",
        x: left + width / 2,
        y: top + height / 2,
        dy: "0.35em",
        "text-anchor": "middle",
        "data-n": n,
      },
      text,
    ),
  )
}

/** What stands beside the pointer: a network's name, year and numbers. */
export function makeTip() {
  const tip = part("div", "tip")
  tip.setAttribute("aria-hidden", "true")
  return tip
}
