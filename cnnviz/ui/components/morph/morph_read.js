// The network that reads the pictures, computed in the browser.
import { makeRunner } from "../shared/network/runner.js"
import { numbersAt } from "../shared/packed_numbers.js"

/** Milliseconds that reading may hold up the page at a time. */
const SLICE = 12

/**
 * Load the network of a message.
 * @param {Morph.Message} data
 * @param {(answer: Numbers) => void} onAnswer is called after each pass of the runner's `run`
 * @returns {Promise<Morph.Reader>}
 */
export async function loadReader({ network, weights }, onAnswer) {
  const numbers = /** @type {Float32Array} */ (await numbersAt(weights, "float32"))
  const answerOf = (/** @type {Network.Plan} */ plan) => plan.values[network.outputs[0]].slice()
  const runner = makeRunner(network, numbers, (plan) => onAnswer(answerOf(plan)))
  let begun = performance.now()
  return {
    runner,
    address: weights,
    hasRead: (levels) => levels.every((level, n) => Math.fround(level / 255) === runner.plan.values.input[n]),
    read: async (levels) => {
      if (performance.now() - begun > SLICE) {
        await new Promise((resolve) => setTimeout(resolve))
        begun = performance.now()
      }
      let answer = new Float32Array()
      await runner.each([inputOf(levels)], (plan) => {
        answer = answerOf(plan)
      })
      return answer
    },
  }
}

/** What the network takes, from levels. @param {Uint8Array} levels */
export function inputOf(levels) {
  return Float32Array.from(levels, (level) => level / 255)
}
