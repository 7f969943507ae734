// What a key does with a brick. No DOM.

/**
 * Return what a key, pressed on brick n of `count`, asks for: [what, ...numbers], or null.
 * @param {{ key: string, altKey: boolean }} given
 * @param {number} n
 * @param {number} count
 * @returns {Bricks.Wish | null}
 */
export function asked({ key, altKey }, n, count) {
  if (key === "Delete" || key === "Backspace") return removed(n, count)
  const by = /** @type {Record<string, number | undefined>} */ ({ ArrowUp: -1, ArrowDown: 1 })[key]
  if (by) return altKey ? moved(n, n + by, count) : ["look", clamped(n + by, count)]
  if (altKey) return null
  if (key === "Home") return ["look", 0]
  return key === "End" ? ["look", count - 1] : null
}

/**
 * Return the wish to have brick n at another place, or null where there is none.
 * @param {number} n
 * @param {number} to
 * @param {number} count
 * @returns {Bricks.Wish | null}
 */
export function moved(n, to, count) {
  return to >= 0 && to < count ? ["moved", n, to] : null
}

/**
 * Return the wish to have brick n away; the last one stays.
 * @param {number} n
 * @param {number} count
 * @returns {Bricks.Wish | null}
 */
export function removed(n, count) {
  return count > 1 ? ["removed", n] : null
}

/**
 * Return where the finger is after a wish, to follow the brick.
 * @param {Bricks.Wish} given
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
