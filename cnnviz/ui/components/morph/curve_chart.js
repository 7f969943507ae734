// The probabilities of all classes on the way from one digit to the other; those of the best classes cross.
import { part, setAll, svg, write } from "../shared/elements.js"
import { MORPH_STEPS } from "../shared/facts.js"
import { axesOf, fillChart, lineThrough, makeChart, standAt, unitLines } from "../shared/unit_axes.js"
import { answerText, bestOf } from "./morph_text.js"

/** The room below the axis, for the shares. */
const BELOW_SHARES = 30
/** A class that reaches this probability has its name at its peak. */
const NAMED = 0.2

/**
 * Make the chart; `picked` is called with a step.
 * @param {(step: number) => void} picked
 * @returns {Morph.Chart}
 */
export function makeCurveChart(picked) {
  const element = part("section", "curve")
  /** @type {UnitAxes | null} */
  let axes = null
  /** @type {string[]} */
  let names = []
  const chart = makeChart(
    "The probability of each digit on the way from the first picture to the second",
    (x) => axes && picked(Math.round(axes.valueAt(x))),
  )
  const now = svg("line", { class: "now" })
  const dots = [0, 1].map(() => svg("circle", { class: "dot", r: 7 }))
  const answers = [part("strong"), part("strong")]
  const row = part("p", "answers")
  row.append(...answers)
  element.append(part("p", "axis", "Probability of each digit"), chart, row)
  return {
    element,
    build: (curve, classes, size) => {
      axes = axesOf(size, 0, MORPH_STEPS, BELOW_SHARES)
      names = classes
      const drawn = curve ? [doubtMark(axes, curve.doubt), ...curveLines(axes, curve, classes)] : []
      fillChart(chart, axes, [...unitLines(axes), ...shareNumbers(axes), ...drawn, now, ...dots])
    },
    draw: (step, probabilities) => {
      if (!axes) return
      standAt(now, axes, step)
      const best = probabilities ? bestOf(probabilities, 2) : []
      for (const [n, dot] of dots.entries()) {
        const share = probabilities?.[best[n]]
        setAll(dot, { cx: axes.x(step), cy: axes.y(share ?? 0), visibility: share ? "visible" : "hidden" })
        write(answers[n], probabilities ? answerText(names, probabilities, best[n]) : "")
      }
    },
  }
}

/** The step of greatest doubt, behind the lines. @param {UnitAxes} axes @param {number} doubt */
function doubtMark(axes, doubt) {
  const mark = svg("line", { class: "doubt" })
  standAt(mark, axes, doubt)
  return mark
}

/**
 * A line for each class, with its name where it is most probable.
 * @param {UnitAxes} axes
 * @param {Morph.Curve} curve
 * @param {string[]} classes
 */
function curveLines(axes, { points }, classes) {
  const steps = points.map(([step]) => step)
  const [first, last] = [points[0][1], points[points.length - 1][1]]
  const [from, to] = [bestOf(first, 1)[0], bestOf(last, 1)[0]]
  return classes.flatMap((name, n) => {
    const shares = points.map(([, probabilities]) => probabilities[n])
    const kind = n === from ? "from" : n === to ? "to" : "other"
    const line = svg("path", { class: `line ${kind}`, d: lineThrough(axes, steps, shares) })
    const most = Math.max(...shares)
    if (most < NAMED) return [line]
    return [line, nameAt(axes, name, steps[shares.indexOf(most)], most, kind)]
  })
}

/**
 * The name of a class beside the highest place of its line.
 * @param {UnitAxes} axes
 * @param {string} name
 * @param {number} step
 * @param {number} share
 * @param {string} kind
 */
function nameAt({ x, y }, name, step, share, kind) {
  const left = kind === "from" ? x(0) + 14 : kind === "to" ? x(MORPH_STEPS) - 14 : x(step)
  const below = kind === "other" ? -10 : 30
  return svg("text", { class: `name ${kind}`, x: left, y: y(share) + below, "text-anchor": "middle" }, name)
}

/** @param {UnitAxes} axes */
function shareNumbers({ x, y, height }) {
  return [0, 0.5, 1].flatMap((share) => {
    const at = x(share * MORPH_STEPS)
    const anchor = share === 1 ? "end" : share === 0 ? "start" : "middle"
    return [
      svg("line", { class: "tick", x1: at, x2: at, y1: y(0), y2: y(0) + 5 }),
      svg("text", { x: at, y: height - 6, "text-anchor": anchor }, `${100 * share} %`),
    ]
  })
}
