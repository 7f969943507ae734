// The sentences about a step, a pixel and a weight. No DOM here.
import { short } from "../shared/numbers.js"
import { kernelAt, lastOf } from "./descent_steps.js"

/**
 * A number with a few significant digits; very large or small ones in powers of ten.
 * @param {number} value
 */
export function significant(value, digits = 3) {
  const size = Math.abs(value)
  if (size < 1e-9) return "0"
  if (size >= 1e5 || size < 1e-4) return powered(value, 1)
  return short(Number(value.toPrecision(digits)), 8)
}

/**
 * A number in a kernel's cell, with enough decimals to show two digits of the largest.
 * @param {number} value
 * @param {number} limit
 */
export function cellText(value, limit) {
  const size = Math.abs(value)
  if (size >= 1e5) return powered(value, 0)
  if (limit < 1e-3 && size) return powered(value, 1)
  return short(value, Math.min(digitsOf(limit), digitsOf(size)))
}

/** @param {number} value @param {number} digits */
function powered(value, digits) {
  return value.toExponential(digits).replaceAll("-", "−").replace("+", "")
}

/** @param {number} limit */
function digitsOf(limit) {
  return limit >= 100
    ? 0
    : limit >= 10
      ? 1
      : Math.min(6, 2 + Math.max(0, Math.ceil(-Math.log10(limit) - 0.3)))
}

/**
 * An error as a share of the target's standard deviation; for a flat target, which has none, as it is.
 * @param {{ data: { flat: boolean } }} given
 * @param {number} loss
 */
export function errorText({ data }, loss) {
  const error = Math.sqrt(loss)
  if (data.flat) return significant(error)
  return error > 0 && error < 1e-6 ? "< 0.0001 %" : `${significant(100 * error)} %`
}

/**
 * The status line: the step and each run's error.
 * @param {KernelDescent.Model} model
 * @param {KernelDescent.Moment[]} moments
 * @param {number} step
 */
export function statusText(model, moments, step) {
  const { runs, last } = model
  if (!runs.length) return ""
  const errors = moments.map((moment, n) => {
    const name = runs.length > 1 ? `rate ${runs[n].rate}: ` : ""
    return `${name}error ${errorText(model, moment.loss)}`
  })
  return [`Step ${step} of ${last}`, ...errors].join(" · ")
}

/**
 * The values at a pixel: learned, wanted, and the error.
 * @param {Pick<KernelDescent.Model, 'target'>} given
 * @param {Pick<KernelDescent.Moment, 'made'>} more
 * @param {Place} rest
 * @param {string} name
 */
export function pixelText({ target }, { made }, [row, column], name) {
  const at = row * target.columns + column
  const [is, should] = [made.values[at], target.values[at]]
  return `${name}row ${row}, column ${column}: learned ${significant(is)} − target ${inner(should)} = error ${significant(is - should)}`
}

/**
 * The next step of a weight.
 * @param {KernelDescent.Model} given
 * @param {KernelDescent.Run} run
 * @param {number} step
 * @param {number} n
 * @param {string} name
 */
export function weightText({ data }, run, step, n, name) {
  const place = `weight in row ${Math.floor(n / data.learned)}, column ${n % data.learned}`
  const goal = data.embedded ? `, target ${significant(data.embedded.flat()[n])}` : ""
  const at = Math.min(step, lastOf(run))
  const [now, next] = [at, at + 1].map((each) => kernelAt(data, run, each).values[n])
  if (at === lastOf(run)) return `${name}${place}: ${significant(now)}${goal}`
  return `${name}${place}: ${significant(now, 4)} ${next < now ? "−" : "+"} ${significant(Math.abs(next - now))} = ${significant(next, 4)} after the next step${goal}`
}

/** @param {number} value */
function inner(value) {
  const text = significant(value)
  return text.startsWith("−") ? `(${text})` : text
}
