// Activations over a whole volume, and of one number. No DOM here.
import { ACTIVATIONS } from "../activations.js"

const LINEAR = "linear"
const SOFTMAX = "softmax"

/** The function of this name. @param {string} name */
function functionNamed(name) {
  if (!Object.hasOwn(ACTIVATIONS, name)) throw new RangeError(`Unknown activation. Received: ${name}`)
  return ACTIVATIONS[name]
}

/**
 * Apply an activation to all numbers of a volume, in place.
 * @param {string} name
 * @param {Network.Volume} volume
 */
export function activateAll(name, volume) {
  const { values } = volume
  if (name === LINEAR) return
  if (name === SOFTMAX) spreadAll(volume)
  else if (name === "relu") {
    for (let n = 0; n < values.length; n += 1) if (values[n] < 0) values[n] = 0
  } else {
    const f = functionNamed(name)
    for (let n = 0; n < values.length; n += 1) values[n] = f(values[n])
  }
}

/** Softmax over the channels of each place. @param {Network.Volume} volume */
function spreadAll({ area, channels, values }) {
  for (let place = 0; place < area; place += 1) {
    let largest = -Infinity
    for (let n = place; n < values.length; n += area) if (values[n] > largest) largest = values[n]
    const exponentials = new Float64Array(channels)
    let total = 0
    for (let channel = 0; channel < channels; channel += 1)
      total += exponentials[channel] = Math.exp(values[channel * area + place] - largest)
    for (let channel = 0; channel < channels; channel += 1)
      values[channel * area + place] = exponentials[channel] / total
  }
}

/**
 * One number after an activation; softmax needs the logits of all channels, and is not one of these.
 * @param {string} name
 * @param {number} before
 */
export function activatedNumber(name, before) {
  return name === LINEAR ? before : functionNamed(name)(before)
}

/**
 * What softmax makes of logits; null for any other activation.
 * @param {string} name
 * @param {() => number[]} logits
 * @returns {Network.Shares | null}
 */
export function sharesOf(name, logits) {
  if (name !== SOFTMAX) return null
  const given = logits()
  const largest = Math.max(...given)
  const exponentials = given.map((logit) => Math.exp(logit - largest))
  return {
    logits: given,
    largest,
    exponentials,
    total: exponentials.reduce((sum, exponential) => sum + exponential, 0),
  }
}
