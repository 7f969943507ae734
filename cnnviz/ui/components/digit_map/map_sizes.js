// Sizes of the map in the available room. No DOM here.

/** Below this width, in pixels, the card stands below the map. */
const NARROW = 760
/** The width of what stands beside the map, and the space between, in pixels. */
const [BESIDE, GAP] = [330, 24]
/** The padding of the component on both sides. */
const PADDING = 12
/** The share of the screen's height for the map, its least height, and its largest width over its height. */
const [HIGH, LEAST, LONGEST] = [0.52, 260, 1.9]
/** The height of the map over its width on a phone. */
const TALL = 0.95

/**
 * @param {number} width
 * @param {number} height of the screen
 * @returns {DigitMap.Sizes}
 */
export function mapSizes(width, height) {
  const inside = width - PADDING
  if (width < NARROW) return { narrow: true, width: inside, height: Math.round(TALL * inside) }
  const high = Math.max(LEAST, Math.round(HIGH * height))
  return { narrow: false, width: Math.min(inside - BESIDE - GAP, Math.round(LONGEST * high)), height: high }
}
