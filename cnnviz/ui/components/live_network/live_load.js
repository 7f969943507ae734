// Fetch a network's weights and the samples, once for each address.
import { bytesAt, floatsAt } from "../shared/fetched_bytes.js"
import { makeRunner } from "../shared/network/runner.js"
import { makeServed } from "../shared/network/served.js"
import { unpack } from "../shared/packed_numbers.js"
import { limitsOver } from "./live_frame.js"

/** How many samples set the colours. */
const SAMPLES = 10

/**
 * Load the network of a message.
 * @param {LiveNetwork.Message} data
 * @param {() => void} onOutputs is called after each pass
 * @returns {Promise<LiveNetwork.Loaded>}
 */
export async function loadNetwork(data, onOutputs) {
  const { network, samples } = data
  const [runner, pixels] = await Promise.all([runnerOf(data, onOutputs), bytesAt(samples.address)])
  const all = /** @type {Uint8Array} */ (unpack(pixels, "uint8"))
  const size = network.input.reduce((product, side) => product * side, 1)
  const each = Array.from({ length: all.length / size }, (_, n) => all.subarray(n * size, (n + 1) * size))
  const count = runner.place === "server" ? 1 : SAMPLES
  const inputs = each.slice(0, count).map((sample) => Float32Array.from(sample, (level) => level / 255))
  return { runner, plan: runner.plan, samples: each, ...(await limitsOver(runner, inputs)) }
}

/** @param {LiveNetwork.Message} data @param {() => void} onOutputs */
async function runnerOf(data, onOutputs) {
  if (data.weights) return makeRunner(data.network, await floatsAt(data.weights), onOutputs)
  const served = makeServed(data.network, onOutputs)
  served.take(await floatsAt(data.outputs))
  return served
}
