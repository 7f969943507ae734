// The positions of epochs, losses and accuracies in a panel, and the ticks of its axes. No DOM here.
import { percent } from "../shared/numbers.js"

const LEFT = 86
const RIGHT = 14
const TOP = 8
const BOTTOM = 28
/** Smaller losses are drawn at this value. */
const LEAST_LOSS = 1e-6
/** The ticks of the accuracy axis: the errors about halve from each to the next. */
const SHARES = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995]
/** The smallest distance between ticks' labels, in pixels. */
const APART = 20

/**
 * The logarithmic scale of losses. runs: [{ means, tests }], each { x, loss, accuracy }.
 * @param {TrainingCurves.Run[]} runs
 * @param {number} epochs
 * @param {number} width
 * @param {number} height
 * @returns {TrainingCurves.Scale}
 */
export function lossScale(runs, epochs, width, height) {
  const seen = runs
    .flatMap((run) => [...run.means.loss, ...run.tests.loss])
    .filter((loss) => !Number.isNaN(loss))
  const powers = seen.map((loss) => Math.log10(Math.max(loss, LEAST_LOSS)))
  const [least, most] = powers.length ? [Math.min(...powers), Math.max(...powers)] : [-1, Math.log10(2.5)]
  const [low, high] = [stepBelow(Math.min(least, most - 0.5)), stepAbove(most)]
  const place = (/** @type {number} */ loss) => Math.log10(Math.max(loss, LEAST_LOSS))
  return {
    ...frame(epochs, width, height, place, place(low), place(high)),
    ticks: factorsFrom(low, high).map((value) => ({ value, text: lossText(value) })),
  }
}

/**
 * The scale of accuracies, logarithmic in the errors: it shows the way from 10 to 80 % as well as from 98 to
 * 99 %, and does not change during a run. Larger accuracies are drawn at its end.
 * @param {number} epochs
 * @param {number} width
 * @param {number} height
 * @returns {TrainingCurves.Scale}
 */
export function accuracyScale(epochs, width, height) {
  const most = SHARES[SHARES.length - 1]
  const place = (/** @type {number} */ share) => -Math.log10(1 - Math.min(share, most))
  const scale = frame(epochs, width, height, place, 0, place(most))
  const close = SHARES.slice(1).some((share, n) => scale.y(SHARES[n]) - scale.y(share) < APART)
  const ticks = SHARES.filter((_, n) => !close || n % 2 === 1)
  return {
    ...scale,
    ticks: ticks.map((value) => ({ value, text: value === most ? `≥ ${percent(value)}` : percent(value) })),
  }
}

/**
 * @param {number} epochs
 * @param {number} width
 * @param {number} height
 * @param {(value: number) => number} place
 * @param {number} low
 * @param {number} high
 */
function frame(epochs, width, height, place, low, high) {
  const across = (width - LEFT - RIGHT) / epochs
  const down = (height - TOP - BOTTOM) / (high - low)
  return {
    left: LEFT,
    right: width - RIGHT,
    top: TOP,
    bottom: height - BOTTOM,
    x: (/** @type {number} */ epoch) => LEFT + across * epoch,
    y: (/** @type {number} */ value) => TOP + down * (high - place(value)),
    epochAt: (/** @type {number} */ x) => Math.max(0, Math.min(epochs, (x - LEFT) / across)),
    epochs: epochTicks(epochs, width),
  }
}

/** The largest of 1, 2, 5, 10, … and their decimal fractions that is not above. @param {number} power */
function stepBelow(power) {
  const base = 10 ** Math.floor(power)
  return tidy(
    [5, 2, 1].map((factor) => factor * base).find((value) => Math.log10(value) <= power + 1e-9) ?? base,
  )
}

/** @param {number} power */
function stepAbove(power) {
  const base = 10 ** Math.floor(power)
  return tidy(
    [1, 2, 5, 10].map((factor) => factor * base).find((value) => Math.log10(value) >= power - 1e-9) ?? base,
  )
}

/** @param {number} low @param {number} high */
function factorsFrom(low, high) {
  const all = []
  for (let power = Math.floor(Math.log10(low) + 1e-9); power <= Math.log10(high) + 1e-9; power += 1)
    for (const factor of [1, 2, 5]) all.push(tidy(factor * 10 ** power))
  const within = all.filter((value) => value >= low * 0.999 && value <= high * 1.001)
  return within.length > 8
    ? within.filter((value) => Number.isInteger(Math.round(Math.log10(value) * 1e9) / 1e9))
    : within
}

/** @param {number} value */
function tidy(value) {
  return Number(value.toPrecision(1))
}

/** @param {number} epochs @param {number} width */
function epochTicks(epochs, width) {
  const every = [1, 2, 5, 10, 50, 100, 500].find((step) => epochs / step <= width / 60) ?? 1000
  return Array.from({ length: Math.floor(epochs / every) + 1 }, (_, n) => n * every)
}

/**
 * The line as an SVG path; NaN leaves a gap.
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} values
 * @param {TrainingCurves.Scale} scale
 */
export function pathOf(x, values, scale) {
  let pen = "M"
  let path = ""
  for (let n = 0; n < x.length; n += 1) {
    if (Number.isNaN(x[n]) || Number.isNaN(values[n])) {
      pen = "M"
      continue
    }
    path += `${pen}${scale.x(x[n]).toFixed(1)} ${scale.y(values[n]).toFixed(1)}`
    pen = "L"
  }
  return path
}

/**
 * The index of the nearest number, or -1 if there are none.
 * @param {ArrayLike<number>} numbers
 * @param {number} wanted
 */
export function nearest(numbers, wanted) {
  let best = -1
  for (let n = 0; n < numbers.length; n += 1) {
    const off = Math.abs(numbers[n] - wanted)
    if (!Number.isNaN(off) && (best < 0 || off < Math.abs(numbers[best] - wanted))) best = n
  }
  return best
}

/** A loss with three digits. @param {number} loss */
export function lossText(loss) {
  if (loss >= 1e5) return loss.toPrecision(2).replace(/\.?0*e\+/, "e")
  return loss >= 0.001 || loss === 0
    ? Number(loss.toPrecision(3)).toString()
    : loss.toExponential(1).replace("e-", "e−")
}
