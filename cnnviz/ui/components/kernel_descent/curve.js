// The loss of each run over the steps, on a scale of powers of ten; the step that is seen is marked.

const LEFT = 62
const RIGHT = 12
const TOP = 10
const BOTTOM = 30
/** A loss below this is drawn as this, an error of a millionth. */
const LEAST_LOSS = 1e-12

/** Make the curve; `draw` gives it its runs and its size, `move` the step, `picked` is called with a step. */
export function makeCurve(picked) {
  const element = elementOf("svg", { class: "curve" })
  element.setAttribute("role", "img")
  element.setAttribute("aria-label", "The loss at each step")
  const curve = { element, scale: null }
  const pick = (event) => event.buttons && curve.scale && picked(curve.scale.stepAt(event.offsetX))
  for (const moved of ["pointerdown", "pointermove"]) element.addEventListener(moved, pick)
  return Object.assign(curve, {
    draw: (model, width, height) => drawCurve(curve, model, width, height),
    move: (moments, step) => moveMarks(curve, moments, step),
  })
}

function drawCurve(curve, { runs, last }, width, height) {
  const { element } = curve
  const losses = runs.flatMap((run) => [...run.losses])
  curve.scale = scaleOf(losses, last, width, height)
  element.setAttribute("width", width)
  element.setAttribute("height", height)
  const lines = runs.map((run, n) => elementOf("path", { class: `line run-${n}`, d: pathOf(run.losses, curve.scale) }))
  curve.now = elementOf("line", { class: "now", y1: TOP, y2: height - BOTTOM })
  curve.dots = runs.map((_, n) => elementOf("circle", { class: `dot run-${n}`, r: 6 }))
  element.replaceChildren(...axes(curve.scale, last, width, height), ...lines, curve.now, ...curve.dots)
}

/** Where steps and losses lie in pixels. */
function scaleOf(losses, last, width, height) {
  const powers = losses.map((loss) => Math.log10(Math.max(loss, LEAST_LOSS)))
  const [least, most] = [Math.floor(Math.min(-2, ...powers)), Math.ceil(Math.max(0, ...powers))]
  const across = (width - LEFT - RIGHT) / Math.max(1, last)
  const down = (height - TOP - BOTTOM) / (most - least)
  return {
    least,
    most,
    below: losses.some((loss) => loss < LEAST_LOSS),
    x: (step) => LEFT + across * step,
    y: (loss) => TOP + down * (most - Math.log10(Math.max(loss, LEAST_LOSS))),
    stepAt: (x) => Math.max(0, Math.min(last, Math.round((x - LEFT) / across))),
  }
}

function pathOf(losses, { x, y }) {
  return [...losses].map((loss, step) => `${step ? "L" : "M"}${x(step).toFixed(1)} ${y(loss).toFixed(1)}`).join("")
}

function axes({ least, most, below, x, y }, last, width, height) {
  const every = Math.ceil((most - least) / Math.max(2, Math.floor(height / 48)))
  const powers = Array.from({ length: most - least + 1 }, (_, n) => least + n).filter((power) => (power - least) % every === 0)
  const across = powers.flatMap((power) => [
    elementOf("line", { class: "tick", x1: LEFT, x2: width - RIGHT, y1: y(10 ** power), y2: y(10 ** power) }),
    elementOf("text", { x: LEFT - 8, y: y(10 ** power) + 5, "text-anchor": "end" }, `${below && power === least ? "≤ " : ""}${powerOf(power)}`),
  ])
  const ends = last ? [0, last] : [0]
  return [
    ...across,
    ...ends.map((step) => elementOf("text", { x: x(step), y: height - 8, "text-anchor": step ? "end" : "start" }, step)),
    elementOf("text", { x: (LEFT + width - RIGHT) / 2, y: height - 8, "text-anchor": "middle" }, "steps"),
  ]
}

function powerOf(power) {
  if (power === 0) return "1"
  if (power > 0 && power < 5) return String(10 ** power)
  return power < 0 && power > -4 ? (10 ** power).toFixed(-power) : `1e${power}`.replace("-", "−")
}

function moveMarks({ scale, now, dots }, moments, step) {
  for (const end of ["x1", "x2"]) now.setAttribute(end, scale.x(step))
  moments.forEach((moment, n) => {
    dots[n].setAttribute("cx", scale.x(moment.step))
    dots[n].setAttribute("cy", scale.y(moment.loss))
  })
}

/** The address that names SVG's elements, asked from the browser. */
function namespaceOfSvg() {
  const holder = document.createElement("div")
  holder.innerHTML = "<svg></svg>"
  return holder.firstChild.namespaceURI
}

function elementOf(name, attributes, text = "") {
  const made = document.createElementNS(namespaceOfSvg(), name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.textContent = text
  return made
}
