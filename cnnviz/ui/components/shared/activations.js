// Activation functions, for one number. No DOM here.
import { NEGATIVE_SLOPE } from "./facts.js"

/**
 * As in `keras.activations`, with the default arguments.
 * @type {Record<string, (x: number) => number>}
 */
export const ACTIVATIONS = {
  relu: (x) => Math.max(0, x),
  leaky_relu: (x) => (x < 0 ? NEGATIVE_SLOPE * x : x),
  elu: (x) => (x < 0 ? Math.expm1(x) : x),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: (x) => Math.tanh(x),
  gelu: (x) => x * normal(x),
}

/** The share of a standard normal distribution below x. @param {number} x */
export function normal(x) {
  return (1 + Math.sign(x) * erf(Math.abs(x) / Math.SQRT2)) / 2
}

/** A series with only positive terms (Abramowitz and Stegun 7.1.6): no cancellation. @param {number} x */
function erf(x) {
  if (x > 6) return 1
  let term = x
  let sum = x
  for (let n = 1; term > sum * 1e-17; n += 1) {
    term *= (2 * x * x) / (2 * n + 1)
    sum += term
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
}
