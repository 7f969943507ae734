// How an image continues beyond its edge, by SciPy's names, as in cnnviz.filters.BORDERS. No DOM here.

/**
 * For each border, the index inside a side of `size` pixels that index n repeats; -1 is 0.
 * @type {Record<string, (n: number, size: number) => number>}
 */
export const CONTINUED = {
  reflect: (n, size) => folded(n, size, 2 * size, 1),
  nearest: (n, size) => Math.min(Math.max(n, 0), size - 1),
  mirror: (n, size) => (size === 1 ? 0 : folded(n, size, 2 * size - 2, 0)),
  wrap: (n, size) => ((n % size) + size) % size,
  constant: (n, size) => (n >= 0 && n < size ? n : -1),
}

/**
 * @param {number} n
 * @param {number} size
 * @param {number} period
 * @param {number} repeated whether the pixel at the edge comes twice: 1 or 0
 */
function folded(n, size, period, repeated) {
  const place = ((n % period) + period) % period
  return place < size ? place : period - repeated - place
}

/**
 * For each of the `size + window - 1` places that a window covers along one side, the index that it repeats.
 * @param {number} size
 * @param {number} window
 * @param {number} before
 * @param {string} border
 */
export function covered(size, window, before, border) {
  const continued = CONTINUED[border]
  if (!continued) throw new RangeError(`Unknown border. Received: ${border}`)
  return Int32Array.from({ length: size + window - 1 }, (_, n) => continued(n - before, size))
}
