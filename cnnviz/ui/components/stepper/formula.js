// The arithmetic as text. No DOM here.
import { normal } from "../shared/activations.js"
import { NEGATIVE_SLOPE } from "../shared/facts.js"
import { short } from "../shared/numbers.js"

/** The maximum number of products to write out; of more, the first ones and the last are written. */
export const MOST_PRODUCTS = 9
const FIRST_PRODUCTS = 3

/**
 * A number in few characters; rounding errors read as 0, and other small numbers do not.
 * @param {number} value
 */
export function written(value, digits = 2) {
  const size = Math.abs(value)
  if (size < 1e-6) return "0"
  if (size < 0.5 * 10 ** -Math.max(3, digits) || size >= 1e6)
    return value.toExponential(1).replaceAll("-", "−")
  return short(value, size >= 1000 ? Math.min(1, digits) : digits)
}

/**
 * A computed value, with two more digits than its operands.
 * @param {number} value
 */
export function result(value) {
  return written(value, 4)
}

/** The decimals of a factor: enough to tell 256 pixel values apart. */
const FACTOR_DIGITS = 3

/** @param {number} value */
function factor(value, digits = FACTOR_DIGITS) {
  const text = written(value, digits)
  return text.startsWith("−") ? `(${text})` : text
}

/** The arithmetic of an output cell in one line. @param {Stepper.Message} data @param {Stepper.Insight} look */
export function arithmeticText(data, look) {
  const text = { convolution: convolution, pooling: pooling, activation: activation }[data.kind](data, look)
  return `${text} = ${result(look.value)}`
}

/** @param {Stepper.Message} data @param {Stepper.Insight} given */
function convolution(data, { slices, row, column, filter }) {
  const bias = data.bias ? data.bias[filter] : 0
  const sum = slices.length > 1 ? sums(slices) : products(slices[0])
  const several = slices.length > 1 || slices[0].products.length > 1
  const divided = data.divisor === 1 ? sum : `${several ? `(${sum})` : sum} / ${factor(data.divisor)}`
  const others = data.others
    ? plusOrMinus(data.others[row][column][filter]) + othersNamed(data.n_others ?? 0)
    : ""
  return divided + others + added(data.offset) + added(bias)
}

/** @param {number} count */
function othersNamed(count) {
  return ` [${count} other map${count > 1 ? "s" : ""}]`
}

/** @param {Stepper.Slice} given */
function products({ window, weights }) {
  const terms = [...window].map((value, n) => `${factor(value)}·${factor(weights[n])}`)
  if (terms.length <= MOST_PRODUCTS) return terms.join(" + ")
  return `${[...terms.slice(0, FIRST_PRODUCTS), "…", terms.at(-1)].join(" + ")} [${terms.length} products]`
}

/** @param {Stepper.Slice[]} slices */
function sums(slices) {
  const count = slices.reduce((n, slice) => n + slice.products.length, 0)
  return `${slices.map((slice) => factor(slice.sum, 4)).join(" + ")} [sums of ${count} products]`
}

/** @param {number} value */
function added(value) {
  return value ? plusOrMinus(value) : ""
}

/** @param {number} value */
function plusOrMinus(value) {
  return ` ${value < 0 ? "−" : "+"} ${written(Math.abs(value), 4)}`
}

/** @param {Stepper.Message} data @param {Stepper.Insight} given */
function pooling(data, { slices: [{ window }] }) {
  const values = window.filter((value) => !Number.isNaN(value))
  if (data.function === "max") return `max(${listed(values.map(result), ", ")})`
  return `(${listed(
    values.map((value) => factor(value, 4)),
    " + ",
  )}) / ${values.length}`
}

/** @param {string[]} terms @param {string} between */
function listed(terms, between) {
  if (terms.length <= MOST_PRODUCTS) return terms.join(between)
  const some = [...terms.slice(0, FIRST_PRODUCTS), "…", terms.at(-1)].join(between)
  return `${some} [${terms.length} values]`
}

/** @param {Stepper.Message} data @param {Stepper.Insight} given */
function activation(data, { slices: [{ window }] }) {
  return APPLIED[data.function](window[0])
}

/** @type {Record<string, (x: number) => string>} */
export const APPLIED = {
  relu: (x) => `max(0, ${written(x, 4)})`,
  leaky_relu: (x) => `max(${NEGATIVE_SLOPE}·${factor(x, 4)}, ${written(x, 4)})`,
  elu: (x) => (x < 0 ? `exp(${written(x, 4)}) − 1` : `${written(x, 4)} ≥ 0: ${written(x, 4)}`),
  sigmoid: (x) => `1 / (1 + exp(${written(-x, 4)}))`,
  tanh: (x) => `tanh(${written(x, 4)})`,
  gelu: (x) => `${factor(x, 4)}·Φ(${written(x, 4)}) = ${factor(x, 4)}·${written(normal(x), 4)}`,
}

/**
 * The output's rows and columns, with the numbers in the formula; once if both are equal.
 * @param {Pick<Stepper.Model, 'data' | 'axes'>} given
 */
export function outputFormula({ data, axes: [down, across] }) {
  if (data.kind === "activation") return `as many as before: ${down.count} × ${across.count}`
  const [rows, columns] = [sizeFormula(down), sizeFormula(across)]
  return rows === columns ? `rows and columns: ${rows}` : `rows: ${rows}\ncolumns: ${columns}`
}

/** The same formula in words. @param {Pick<Stepper.Model, 'data'>} given */
export function outputSymbols({ data }) {
  if (data.kind === "activation") return ""
  const window = data.kind === "convolution" ? "kernel" : "window"
  return `⌊(input − ${window} + padding)/stride⌋ + 1, ⌊ ⌋: rounded down`
}

/** @param {Axis} axis */
function sizeFormula(axis) {
  const { size, window, span, dilation, stride, before, after, formula } = axis
  const spread = dilation > 1 ? `span (${window} − 1)·${dilation} + 1 = ${span}; ` : ""
  const padding = before === after ? `2·${before}` : `${before} + ${after}`
  return `${spread}⌊(${size} − ${span} + ${padding})/${stride}⌋ + 1 = ${short(formula, 0)}`
}

/**
 * An input cell's value, and the number of output cells it feeds.
 * @param {Stepper.InputCell} given
 */
export function feedsText({ inside, copy, row, column, value, feeds }) {
  const place = `row ${row}, column ${column}`
  const name = inside ? `Input ${place}` : copy ? `Padding, a copy of input ${place}` : "Padding"
  const worth = Number.isNaN(value) ? "" : ` = ${result(value)}`
  if (feeds) return `${name}${worth} feeds ${feeds} output cell${feeds > 1 ? "s" : ""}`
  return `${name}${worth} is ignored: no window covers it`
}
