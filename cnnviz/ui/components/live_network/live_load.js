// Fetch a network's weights and the samples, once for each address.
import { makeRunner } from "../shared/network/runner.js"
import { makeServed } from "../shared/network/served.js"
import { unpack } from "../shared/packed_numbers.js"
import { limitsOver } from "./live_frame.js"

/** How many networks are kept, and how many samples set the colours. */
const [KEPT_NETWORKS, SAMPLES] = [3, 10]
/** What has been loaded, by address, the latest last. @type {Map<string, Promise<ArrayBuffer>>} */
const loaded = new Map()

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

/** The numbers at an address. @param {string} address */
export async function floatsAt(address) {
  return /** @type {Float32Array} */ (unpack(await bytesAt(address), "float32"))
}

/** @param {string} address */
async function bytesAt(address) {
  const known = loaded.get(address) ?? fetchBytes(address)
  loaded.delete(address)
  loaded.set(address, known)
  if (loaded.size > 2 * KEPT_NETWORKS) loaded.delete(loaded.keys().next().value ?? "")
  try {
    return await known
  } catch (error) {
    loaded.delete(address)
    throw error
  }
}

/**
 * Fetch all bytes, as a range that has no end: the server would compress them otherwise. Weights hardly become smaller,
 * and compressing those of the lecture's network takes longer than everything else between the message and the maps.
 * @param {string} address
 */
async function fetchBytes(address) {
  const response = await fetch(address, { headers: { Range: "bytes=0-" } })
  if (!response.ok) throw new Error(response.statusText)
  return response.arrayBuffer()
}
