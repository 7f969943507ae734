// Numbers that Python has packed into bytes. No DOM here.

/** The loaded numbers by URL, the most recent last. @type {Map<string, Float32Array | Uint8Array>} */
const numbersByAddress = new Map()
const MOST_LOADED = 8
/** The length of the digest before the first number, in bytes. */
const HEAD = 16

/** The numbers in a buffer, row by row, channels last. @param {ArrayBuffer} buffer @param {string} type */
export function unpack(buffer, type) {
  return type === "uint8" ? new Uint8Array(buffer, HEAD) : new Float32Array(buffer, HEAD)
}

/** The numbers at a URL if they are loaded already. @param {string} address */
export function knownNumbers(address) {
  return numbersByAddress.get(address)
}

/**
 * The numbers at a URL, loaded once.
 * @param {string} address
 * @param {string} type
 * @param {AbortSignal} [signal]
 */
export async function numbersAt(address, type, signal) {
  const numbers = numbersByAddress.get(address) ?? unpack(await responseOf(address, signal), type)
  numbersByAddress.delete(address)
  numbersByAddress.set(address, numbers)
  const [oldest] = numbersByAddress.keys()
  if (numbersByAddress.size > MOST_LOADED) numbersByAddress.delete(oldest)
  return numbers
}

/** @param {string} address @param {AbortSignal} [signal] */
async function responseOf(address, signal) {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(response.statusText)
  return response.arrayBuffer()
}
