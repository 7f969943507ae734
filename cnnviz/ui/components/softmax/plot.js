// A small plot: two axes, lines, and marked points with names. Every change redraws the whole.
import { svg } from "../shared/elements.js"

const WIDE = 400
const ROOM = { left: 46, right: 12, top: 12, bottom: 40 }

/**
 * Make a plot of this height; its axes `x` and `y` are { name, from, to, ticks, log }.
 * @param {number} height
 * @param {string} label
 * @returns {Softmax.Plot}
 */
export function makePlot(height, label) {
  const root = svg("svg", { viewBox: `0 0 ${WIDE} ${height}`, role: "img", "aria-label": label })
  return { root, draw: (axes, lines, marks) => root.replaceChildren(...drawn(height, axes, lines, marks)) }
}

/**
 * @param {number} height
 * @param {Softmax.Axes} given
 * @param {Softmax.Line[]} lines
 * @param {Softmax.Mark[]} marks
 */
function drawn(height, { x, y }, lines, marks) {
  const across = scale(x, ROOM.left, WIDE - ROOM.right)
  const up = scale(y, height - ROOM.bottom, ROOM.top)
  /** @type {(point: Softmax.Point) => Softmax.Point} */
  const place = ([a, b]) => [across(a), up(b)]
  return [
    ...x.ticks.map((tick) => label(across(tick), height - ROOM.bottom + 17, tickText(tick), "middle")),
    ...y.ticks.map((tick) => label(ROOM.left - 6, up(tick) + 5, tickText(tick), "end")),
    ...y.ticks.map((tick) =>
      svg("path", { class: "rule", d: `M${ROOM.left} ${up(tick)}H${WIDE - ROOM.right}` }),
    ),
    label((ROOM.left + WIDE - ROOM.right) / 2, height - 4, x.name ?? "", "middle", "name"),
    ...lines.map(({ points, look }) => svg("path", { class: `line ${look}`, d: pathOf(points.map(place)) })),
    ...lines.flatMap((line) =>
      line.name && line.at ? [label(...place(line.at), line.name, line.anchor ?? "start", "name")] : [],
    ),
    ...marks.flatMap((mark) => marked(mark, place(mark.at))),
  ]
}

/** @param {Softmax.Mark} given @param {Softmax.Point} more */
function marked({ name, look }, [x, y]) {
  const point = svg("circle", { class: `mark ${look}`, cx: x, cy: y, r: look === "now" ? 8 : 5 })
  return name ? [label(x + 11, y - 5, name, "start", `name ${look}`), point] : [point]
}

/**
 * A function from values to positions, limited to the axis.
 * @param {Softmax.Axis} given
 * @param {number} first
 * @param {number} last
 */
function scale({ from, to, log = false }, first, last) {
  const part = log
    ? (/** @type {number} */ value) => Math.log(value / from) / Math.log(to / from)
    : (/** @type {number} */ value) => (value - from) / (to - from)
  return (/** @type {number} */ value) => first + (last - first) * Math.min(1, Math.max(0, part(value)))
}

/** @param {Softmax.Point[]} points */
function pathOf(points) {
  return points.map(([x, y], n) => `${n ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("")
}

/** @param {number} value */
function tickText(value) {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3 })
}

/** @param {number} x @param {number} y @param {string} text @param {string} anchor */
function label(x, y, text, anchor, look = "tick") {
  return svg("text", { class: look, x, y, "text-anchor": anchor }, text)
}
