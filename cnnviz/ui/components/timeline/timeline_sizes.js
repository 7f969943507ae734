// Sizes of the chart in the available room. No DOM here.

/** Below this width, in pixels, the card stands below the chart. */
const NARROW = 900
/** Below this width, time runs down. */
const PHONE = 640
/** The width of the card beside the chart, and the space between, in pixels. */
const [BESIDE, GAP] = [400, 20]
/** The padding of the component on both sides. */
const PADDING = 12
/** The share of the screen's height for the chart, and its least height. */
const [HIGH, LEAST_HIGH] = [0.6, 320]
/** The height of a network's row on a phone. */
const ROW = 34

/**
 * @param {number} width
 * @param {number} height of the screen
 * @param {number} count of networks
 * @returns {Timeline.Sizes & { below: boolean }}
 */
export function timelineSizes(width, height, count) {
  const inside = width - PADDING
  if (width < PHONE) return { narrow: true, below: true, width: inside, height: (count + 4) * ROW }
  const high = Math.max(LEAST_HIGH, Math.round(HIGH * height))
  if (width < NARROW) return { narrow: false, below: true, width: inside, height: high }
  return { narrow: false, below: false, width: inside - BESIDE - GAP, height: high }
}
