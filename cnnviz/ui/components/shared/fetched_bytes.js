// Bytes that Python has packed, fetched once for each address.
import { unpack } from "./packed_numbers.js"

/** How many addresses are kept. */
const KEPT_ADDRESSES = 6
/** What has been loaded, by address, the latest last. @type {Map<string, Promise<ArrayBuffer>>} */
const loaded = new Map()

/** The numbers at an address. @param {string} address */
export async function floatsAt(address) {
  return /** @type {Float32Array} */ (unpack(await bytesAt(address), "float32"))
}

/** @param {string} address */
export async function bytesAt(address) {
  const known = loaded.get(address) ?? fetchBytes(address)
  loaded.delete(address)
  loaded.set(address, known)
  if (loaded.size > KEPT_ADDRESSES) loaded.delete(loaded.keys().next().value ?? "")
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
