// The requests to move, remove or look at a brick. No DOM.

/**
 * Return the request of a key pressed on brick n of `count`: [what, ...indices], or null.
 * @param {{ key: string, altKey: boolean }} given
 * @param {number} n
 * @param {number} count
 * @returns {Bricks.Request | null}
 */
export function requestOfKey({ key, altKey }, n, count) {
  if (key === "Delete" || key === "Backspace") return removed(n, count)
  const by = /** @type {Record<string, number | undefined>} */ ({ ArrowUp: -1, ArrowDown: 1 })[key]
  if (by) return altKey ? moved(n, n + by, count) : ["look", clamped(n + by, count)]
  if (altKey) return null
  if (key === "Home") return ["look", 0]
  return key === "End" ? ["look", count - 1] : null
}

/**
 * Return the request to move brick n to another index, or null if there is no such index.
 * @param {number} n
 * @param {number} to
 * @param {number} count
 * @returns {Bricks.Request | null}
 */
export function moved(n, to, count) {
  return to >= 0 && to < count ? ["moved", n, to] : null
}

/**
 * Return the request to remove brick n, or null if it is the only one.
 * @param {number} n
 * @param {number} count
 * @returns {Bricks.Request | null}
 */
export function removed(n, count) {
  return count > 1 ? ["removed", n] : null
}

/**
 * Return the index of the brick to focus after a request.
 * @param {Bricks.Request} given
 * @param {number} count
 */
export function placeAfter([what, n, to = n], count) {
  if (what === "removed") return clamped(n, count - 1)
  return what === "moved" ? to : n
}

/** @param {number} n @param {number} count */
function clamped(n, count) {
  return Math.max(0, Math.min(count - 1, n))
}
