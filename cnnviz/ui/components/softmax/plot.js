// A small plot: an axis each way, lines, and marked points with their names. It is drawn anew as a whole.

const WIDE = 400
const ROOM = { left: 46, right: 12, top: 12, bottom: 40 }

/** Make a plot of this height, `x` and `y` being { name, from, to, ticks, log }. */
export function makePlot(height, label) {
  const root = shape("svg", { viewBox: `0 0 ${WIDE} ${height}`, role: "img", "aria-label": label })
  return { root, draw: (axes, lines, marks) => root.replaceChildren(...drawn(height, axes, lines, marks)) }
}

function drawn(height, { x, y }, lines, marks) {
  const across = scale(x, ROOM.left, WIDE - ROOM.right)
  const up = scale(y, height - ROOM.bottom, ROOM.top)
  const place = ([a, b]) => [across(a), up(b)]
  return [
    ...x.ticks.map((tick) => label(across(tick), height - ROOM.bottom + 17, tickText(tick), "middle")),
    ...y.ticks.map((tick) => label(ROOM.left - 6, up(tick) + 5, tickText(tick), "end")),
    ...y.ticks.map((tick) => shape("path", { class: "rule", d: `M${ROOM.left} ${up(tick)}H${WIDE - ROOM.right}` })),
    label((ROOM.left + WIDE - ROOM.right) / 2, height - 4, x.name, "middle", "name"),
    ...lines.map(({ points, look }) => shape("path", { class: `line ${look}`, d: pathOf(points.map(place)) })),
    ...lines.flatMap((line) => (line.name ? [label(...place(line.at), line.name, line.anchor ?? "start", "name")] : [])),
    ...marks.flatMap((mark) => marked(mark, place(mark.at))),
  ]
}

function marked({ name, look }, [x, y]) {
  const point = shape("circle", { class: `mark ${look}`, cx: x, cy: y, r: look === "now" ? 8 : 5 })
  return name ? [label(x + 11, y - 5, name, "start", `name ${look}`), point] : [point]
}

/** From values to places; beyond the axis, its end. */
function scale({ from, to, log = false }, first, last) {
  const part = log ? (value) => Math.log(value / from) / Math.log(to / from) : (value) => (value - from) / (to - from)
  return (value) => first + (last - first) * Math.min(1, Math.max(0, part(value)))
}

function pathOf(points) {
  return points.map(([x, y], n) => `${n ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("")
}

function tickText(value) {
  return value.toLocaleString("en-US", { maximumSignificantDigits: 3 })
}

function label(x, y, text, anchor, look = "tick") {
  const element = shape("text", { class: look, x, y, "text-anchor": anchor })
  element.textContent = text
  return element
}

function shape(tag, attributes) {
  const element = document.createElementNS(namespace(), tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

/** The namespace of SVG, which the browser knows. */
function namespace() {
  const room = document.createElement("div")
  room.innerHTML = "<svg></svg>"
  return room.firstChild.namespaceURI
}
