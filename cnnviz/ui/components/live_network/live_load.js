// Fetch a network's weights and the samples, once for each address.
import { makePlan } from "../shared/network/plan.js"
import { unpack } from "../shared/packed_numbers.js"
import { limitsOver } from "./live_frame.js"

/** How many networks are kept, and how many samples set the colours. */
const [KEPT, SAMPLES] = [3, 10]
/** What has been loaded, by address, the latest last. @type {Map<string, Promise<ArrayBuffer>>} */
const loaded = new Map()

/**
 * Load the network of a message; null if it cannot be had.
 * @param {LiveNetwork.Message} data
 * @returns {Promise<LiveNetwork.Loaded>}
 */
export async function loadNetwork({ network, weights, samples }) {
  const [numbers, pixels] = await Promise.all([bytesAt(weights), bytesAt(samples.address)])
  const plan = makePlan(network, /** @type {Float32Array} */ (unpack(numbers, "float32")))
  const all = /** @type {Uint8Array} */ (unpack(pixels, "uint8"))
  const size = network.input.reduce((product, side) => product * side, 1)
  const each = Array.from({ length: all.length / size }, (_, n) => all.subarray(n * size, (n + 1) * size))
  const inputs = each.slice(0, SAMPLES).map((sample) => Float32Array.from(sample, (level) => level / 255))
  return { plan, samples: each, ...limitsOver(plan, inputs) }
}

/** @param {string} address */
async function bytesAt(address) {
  const known = loaded.get(address) ?? fetchBytes(address)
  loaded.delete(address)
  loaded.set(address, known)
  if (loaded.size > 2 * KEPT) loaded.delete(loaded.keys().next().value ?? "")
  try {
    return await known
  } catch (error) {
    loaded.delete(address)
    throw error
  }
}

/** @param {string} address */
async function fetchBytes(address) {
  const response = await fetch(address)
  if (!response.ok) throw new Error(response.statusText)
  return response.arrayBuffer()
}
