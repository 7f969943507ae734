// The panel beside the rows: the cost of a mistake, or how fast each loss corrects one.
import { part } from "../shared/elements.js"
import { descend, MENDED, MOST_STEPS, stepsOf } from "./logit_descent.js"
import { squaredFactor, weigh } from "./losses.js"
import { makePlot } from "./plot.js"
import { preset } from "./presets.js"
import { gradientLine, lossLine, noteLine, softmaxLine, whyLines, written } from "./softmax_text.js"

const HIGHEST = 10
const FASTER = 10
const SHARES = Array.from({ length: 201 }, (_, n) => n / 200)
/** Small shares, where −log q is steep. */
const TINY = Array.from({ length: 40 }, (_, n) => 0.005 * 0.8 ** (40 - n))

/**
 * The points of a curve over shares.
 * @param {(share: number) => number} of
 * @param {number[]} [shares]
 * @returns {Softmax.Point[]}
 */
function pointsOf(of, shares = SHARES) {
  return shares.map((share) => [share, of(share)])
}

/** The cost: three measures, and −log q with the current point on it. @returns {Softmax.Panel} */
export function makeLossPanel() {
  const element = part("section", "panel")
  const measures = makeMeasures({
    crossentropy: "cross-entropy loss",
    squared: "mean squared error",
    wrong: "classification error",
  })
  const plot = makePlot(250, "The loss, minus log q, over the true class's share q")
  const words = part("p", "examples")
  element.append(measures.element, plot.root, words)
  const curve = pointsOf((q) => -Math.log(q), [...TINY, ...SHARES.slice(1)])
  return {
    element,
    lines: (weighed, looked) => [softmaxLine(weighed, looked), lossLine(weighed), gradientLine(weighed)],
    note: noteLine,
    draw: (weighed) => drawLoss({ measures, plot, words, curve }, weighed),
  }
}

/**
 * @param {{ measures: Softmax.Measures, plot: Softmax.Plot, words: HTMLElement, curve: Softmax.Point[] }} given
 * @param {Softmax.Weighed} weighed
 */
function drawLoss({ measures, plot, words, curve }, weighed) {
  const { logits, truth, winner } = weighed
  const right = winner === truth
  measures.say("crossentropy", written(weighed.crossentropy))
  measures.say("squared", written(weighed.squared))
  measures.say("wrong", right ? "0" : "1", right ? `${truth} read as ${truth}` : `${truth} read as ${winner}`)
  const doubtful = weigh(preset("doubtful", logits, truth), 1, truth)
  const confident = weigh(preset("confident", logits, truth), 1, truth)
  /** @type {(one: Softmax.Weighed) => Softmax.Point} */
  const at = (one) => [one.shares[truth], one.crossentropy]
  const axes = {
    x: { name: "q of the true class", from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] },
    y: { from: 0, to: HIGHEST, ticks: [0, 2, 4, 6, 8, 10] },
  }
  plot.draw(
    axes,
    [{ points: curve, look: "crossentropy", name: "−log q", at: [0.05, 3.4] }],
    [
      { at: at(doubtful), look: "example", name: `doubtful ${written(doubtful.crossentropy)}` },
      { at: at(confident), look: "example", name: `confident ${written(confident.crossentropy)}` },
      {
        at: at(weighed),
        look: "now",
        name: weighed.crossentropy > HIGHEST ? `↑ ${written(weighed.crossentropy)}` : "",
      },
    ],
  )
  const times = written(confident.crossentropy / doubtful.crossentropy, 2)
  words.textContent =
    `A doubtful mistake has q = ${written(doubtful.shares[truth])} and costs ${written(doubtful.crossentropy)}. ` +
    `A confident one has q = ${written(confident.shares[truth], 2)} and costs ${times} times as much. ` +
    "The classification error is 1 for both."
}

/** Why cross-entropy learns faster: slopes over q, and a descent with each loss. @returns {Softmax.Panel} */
export function makeWhyPanel() {
  const element = part("section", "panel why")
  const slopes = makePlot(150, "The gradient of each loss for the true class's logit, over its share q")
  const measures = makeMeasures({ crossentropy: "steps by cross-entropy", squared: "steps by squared error" })
  const course = makePlot(150, "The true class's share q, step by step")
  const words = part("p", "examples")
  element.append(slopes.root, measures.element, course.root, words)
  return {
    element,
    lines: (weighed, looked) => [softmaxLine(weighed, looked), ...whyLines(weighed, squaredFactor(weighed))],
    note: (weighed) =>
      `${written(squaredFactor(weighed))} is 2/${weighed.logits.length} · (1 + Σ r²). ` +
      "Each r is one wrong class's share of all wrong classes. " +
      "Softmax multiplies the gradient of the squared error by q · (1 − q). " +
      "When q is near 0, the gradient almost vanishes. " +
      "In cross-entropy the logarithm cancels this factor.",
    draw: (weighed) => {
      drawSlopes(slopes, weighed)
      drawDescent({ measures, course, words }, weighed)
    },
  }
}

/** @param {Softmax.Plot} plot @param {Softmax.Weighed} weighed */
function drawSlopes(plot, weighed) {
  const { truth, shares, temperature, slopes, squaredSlopes } = weighed
  const factor = squaredFactor(weighed)
  const squared = (/** @type {number} */ q) => (factor * q * (1 - q) ** 2) / temperature
  const most = 1 / temperature
  const axes = {
    x: { name: "q of the true class", from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1] },
    y: { from: 0, to: most, ticks: [0, most / 2, most] },
  }
  /** @type {Softmax.Line[]} */
  const lines = [
    {
      points: pointsOf((q) => (1 - q) * most),
      look: "crossentropy",
      name: "cross-entropy",
      at: [0.34, 0.72 * most],
    },
    {
      points: pointsOf(squared),
      look: "squared",
      name: "squared error",
      at: [0.2, 0.17 * most],
    },
  ]
  const q = shares[truth]
  plot.draw(axes, lines, [
    { at: [q, Math.abs(slopes[truth])], look: "now" },
    { at: [q, Math.abs(squaredSlopes[truth])], look: "now" },
  ])
}

/**
 * @param {{ measures: Softmax.Measures, course: Softmax.Plot, words: HTMLElement }} given
 * @param {Softmax.Weighed} weighed
 */
function drawDescent({ measures, course, words }, weighed) {
  const { truth } = weighed
  const here = weighed.shares[truth] <= MENDED
  const [logits, temperature] = here
    ? [weighed.logits, weighed.temperature]
    : [preset("confident", weighed.logits, truth), 1]
  const walk = (/** @type {Softmax.LossName} */ loss, /** @type {number} */ rate) =>
    descend(loss, logits, temperature, truth, rate)
  const paths = { crossentropy: walk("crossentropy", 1), squared: walk("squared", 1) }
  for (const [name, path] of Object.entries(paths)) measures.say(name, stepsText(path))
  const longest = Math.max(2, ...Object.values(paths).map((path) => path.length - 1))
  const ticks = [1, 10, 100, 1000, 10000].filter((tick) => tick <= longest)
  const axes = {
    x: { name: "steps", from: 0.8, to: longest, ticks, log: true },
    y: { from: 0, to: 1, ticks: [0, 0.5, 1] },
  }
  /** @type {Softmax.Line[]} */
  const lines = [
    {
      points: thinned(paths.crossentropy),
      look: "crossentropy",
      ...named("cross-entropy", paths.crossentropy, longest),
    },
    { points: thinned(paths.squared), look: "squared", ...named("squared error", paths.squared, 0) },
  ]
  course.draw(axes, lines, [])
  words.textContent =
    `Training starts from ${here ? "these logits" : "a confident mistake"} and stops at q > ${MENDED}. ` +
    `The learning rate is 1. ${timesText(paths)}` +
    `With ${FASTER} times the rate, squared error needs ${stepsPhrase(walk("squared", FASTER))}.`
}

/**
 * A line's name at its end; on the left and a little higher if there is no room on the right.
 * @param {string} name
 * @param {number[]} path
 * @param {number} longest
 * @returns {Pick<Softmax.Line, "name" | "at" | "anchor">}
 */
function named(name, path, longest) {
  const n = path.length - 1
  const share = path[n]
  if (n ** 2 < longest) return { name: ` ${name}`, at: [n, share] }
  return { name: `${name} `, at: [n, longest ? Math.min(0.95, share + 0.25) : share], anchor: "end" }
}

/** @param {Record<Softmax.LossName, number[]>} given */
function timesText({ crossentropy, squared }) {
  const [few, many] = [stepsOf(crossentropy), stepsOf(squared)]
  return few && many ? `Squared error needs ${written(many / few)} times as many steps. ` : ""
}

/** The number of steps with its noun. @param {number[]} path */
function stepsPhrase(path) {
  return `${stepsText(path)} ${stepsOf(path) === 1 ? "step" : "steps"}`
}

/** @param {number[]} path */
function stepsText(path) {
  const steps = stepsOf(path)
  return steps === null ? `> ${written(MOST_STEPS)}` : steps.toLocaleString("en-US")
}

/**
 * A path's points for a logarithmic axis: all of the first, and few of the many that follow.
 * @param {number[]} path
 * @returns {Softmax.Point[]}
 */
function thinned(path) {
  const points = path.map((share, n) => /** @type {Softmax.Point} */ ([Math.max(n, 0.8), share]))
  return points.filter((_, n) => n < 50 || n === points.length - 1 || n % Math.ceil(n / 50) === 0)
}

/** @param {Record<string, string>} names @returns {Softmax.Measures} */
function makeMeasures(names) {
  const element = part("div", "measures")
  /** @type {Record<string, { number: HTMLElement, detail: HTMLElement }>} */
  const values = {}
  for (const [name, title] of Object.entries(names)) {
    const measure = part("div", `measure ${name}`)
    values[name] = { number: part("strong"), detail: part("small") }
    measure.append(part("span", "", title), values[name].number, values[name].detail)
    element.append(measure)
  }
  const say = (/** @type {string} */ name, /** @type {string} */ number, detail = "") => {
    values[name].number.textContent = number
    values[name].detail.textContent = detail
  }
  return { element, say }
}
