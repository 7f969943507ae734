// Each run's loss over the steps, on a logarithmic scale, with the current step marked.
import { onPointer, svg } from "../shared/elements.js"

const LEFT = 84
const RIGHT = 12
const TOP = 10
const BOTTOM = 32
/** @type {Record<string, string>} */
const SUPERSCRIPTS = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].entries()) }
/** Smaller losses are drawn at this value, an error of a millionth. */
const LEAST_LOSS = 1e-12

/**
 * Make the curve; `draw` sets its runs and size, `move` its step; `picked` is called with a step.
 * @param {(step: number) => void} picked
 * @returns {KernelDescent.Curve}
 */
export function makeCurve(picked) {
  const element = svg("svg", { class: "curve" })
  element.setAttribute("role", "img")
  element.setAttribute("aria-label", "The loss at each step")
  const curve = /** @type {KernelDescent.Curve} */ ({ element, scale: null })
  const pick = (/** @type {MouseEvent} */ event) => {
    if (event.buttons && curve.scale) picked(curve.scale.stepAt(event.offsetX))
  }
  onPointer(element, pick)
  curve.draw = (model, width, height) => drawCurve(curve, model, width, height)
  curve.move = (moments, step) => moveMarks(curve, moments, step)
  return curve
}

/**
 * @param {KernelDescent.CurveParts} curve
 * @param {KernelDescent.Model} given
 * @param {number} width
 * @param {number} height
 */
function drawCurve(curve, { runs, last }, width, height) {
  const { element } = curve
  const losses = runs.flatMap((run) => [...run.losses])
  const scale = scaleOf(losses, last, width, height)
  curve.scale = scale
  element.setAttribute("width", String(width))
  element.setAttribute("height", String(height))
  const lines = runs.map((run, n) => svg("path", { class: `line run-${n}`, d: pathOf(run.losses, scale) }))
  curve.now = svg("line", { class: "now", y1: TOP, y2: height - BOTTOM })
  curve.dots = runs.map((_, n) => svg("circle", { class: `dot run-${n}`, r: 6 }))
  element.replaceChildren(...axes(scale, last, width, height), ...lines, curve.now, ...curve.dots)
}

/**
 * The positions of steps and losses in pixels.
 * @param {Numbers} losses
 * @param {number} last
 * @param {number} width
 * @param {number} height
 * @returns {KernelDescent.Scale}
 */
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

/** @param {Numbers} losses @param {KernelDescent.Scale} given */
function pathOf(losses, { x, y }) {
  return [...losses]
    .map((loss, step) => `${step ? "L" : "M"}${x(step).toFixed(1)} ${y(loss).toFixed(1)}`)
    .join("")
}

/** @param {KernelDescent.Scale} given @param {number} last @param {number} width @param {number} height */
function axes({ least, most, below, x, y }, last, width, height) {
  const every = Math.ceil((most - least) / Math.max(2, Math.floor(height / 48)))
  const powers = Array.from({ length: most - least + 1 }, (_, n) => least + n).filter(
    (power) => (power - least) % every === 0,
  )
  const across = powers.flatMap((power) => [
    svg("line", { class: "tick", x1: LEFT, x2: width - RIGHT, y1: y(10 ** power), y2: y(10 ** power) }),
    svg(
      "text",
      { x: LEFT - 8, y: y(10 ** power) + 5, "text-anchor": "end" },
      `${below && power === least ? "≤ " : ""}${powerOf(power)}`,
    ),
  ])
  const ends = last ? [0, last] : [0]
  return [
    ...across,
    ...ends.map((step) =>
      svg("text", { x: x(step), y: height - 8, "text-anchor": step ? "end" : "start" }, step),
    ),
    svg("text", { x: (LEFT + width - RIGHT) / 2, y: height - 8, "text-anchor": "middle" }, "steps"),
  ]
}

/** @param {number} power */
function powerOf(power) {
  if (power === 0) return "1"
  if (power > 0 && power < 5) return String(10 ** power)
  if (power < 0 && power > -4) return (10 ** power).toFixed(-power)
  return `10${[...String(power)].map((sign) => SUPERSCRIPTS[sign]).join("")}`
}

/** @param {KernelDescent.CurveParts} given @param {KernelDescent.Moment[]} moments @param {number} step */
function moveMarks({ scale, now, dots }, moments, step) {
  if (!scale) return
  for (const end of ["x1", "x2"]) now.setAttribute(end, String(scale.x(step)))
  moments.forEach((moment, n) => {
    dots[n].setAttribute("cx", String(scale.x(moment.step)))
    dots[n].setAttribute("cy", String(scale.y(moment.loss)))
  })
}
