// BatchNormalization: normalize each channel by its moving mean and variance, then scale and offset it. No DOM here.
import { linkScaled, partScaled, scaleAll } from "../network/scaled.js"
import { lookOf, singleSlice } from "../network/slices.js"

/** @type {Network.Kind<import("../network/scaled.js").Scaling>} */
export const BatchNormalization = {
  prepare(step) {
    const numbers = Array.from({ length: step.output.channels }, (_, channel) => learned(step, channel))
    const factors = Float64Array.from(
      numbers,
      ({ gamma, variance, epsilon }) => gamma / Math.sqrt(variance + epsilon),
    )
    const offsets = Float64Array.from(numbers, ({ beta, mean }, n) => beta - mean * factors[n])
    return { ...step, factors, offsets }
  },

  run: scaleAll,

  look(own, cell) {
    const slice = singleSlice(own.inputs[0], cell)
    const numbers = learned(own, cell[2])
    const { mean, variance, epsilon, gamma, beta } = numbers
    const before = ((slice.sum - mean) / Math.sqrt(variance + epsilon)) * gamma + beta
    return lookOf({ rule: "normalization", slices: [slice], before, numbers })
  },

  link: linkScaled,
  part: partScaled,
}

/** What a channel has learned; without a scale gamma is 1, without a center beta is 0. @param {Network.Step} step @param {number} channel */
function learned({ weights, settings }, channel) {
  return {
    mean: weights.moving_mean[channel],
    variance: weights.moving_variance[channel],
    epsilon: settings.epsilon,
    gamma: weights.gamma ? weights.gamma[channel] : 1,
    beta: weights.beta ? weights.beta[channel] : 0,
  }
}
