// Numbers that Python has packed into bytes. No DOM here.

/**
 * @typedef {object} Loading
 * @property {number} wanted - by how many
 * @property {AbortController} stop
 * @property {() => void} end - the next who asks loads anew
 * @property {Promise<ArrayBuffer>} buffer
 */

/** The loaded numbers by URL, the most recent last. @type {Map<string, Float32Array | Uint8Array>} */
const numbersByAddress = new Map()
const MOST_LOADED = 8
/** What is being loaded, by URL: planes that share their numbers ask at the same time. */
const loadings = /** @type {Map<string, Loading>} */ (new Map())
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
 * The numbers at a URL, loaded once; the loading ends when all who want them have aborted.
 * @param {string} address
 * @param {string} type
 * @param {AbortSignal} [signal]
 */
export async function numbersAt(address, type, signal) {
  const numbers = numbersByAddress.get(address) ?? unpack(await loadOnce(address, signal), type)
  numbersByAddress.delete(address)
  numbersByAddress.set(address, numbers)
  const [oldest] = numbersByAddress.keys()
  if (numbersByAddress.size > MOST_LOADED) numbersByAddress.delete(oldest)
  return numbers
}

/** @param {string} address @param {AbortSignal} [signal] */
function loadOnce(address, signal) {
  const loading = loadings.get(address) ?? beginLoading(address)
  loading.wanted += 1
  signal?.addEventListener("abort", () => {
    loading.wanted -= 1
    if (loading.wanted) return
    loading.end()
    loading.stop.abort()
  })
  return loading.buffer
}

/** @param {string} address */
function beginLoading(address) {
  const stop = new AbortController()
  const end = () => loadings.get(address) === loading && loadings.delete(address)
  const loading = { wanted: 0, stop, end, buffer: bufferAt(address, stop.signal).finally(() => end()) }
  loadings.set(address, loading)
  return loading
}

/** @param {string} address @param {AbortSignal} signal */
async function bufferAt(address, signal) {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(response.statusText)
  return response.arrayBuffer()
}
