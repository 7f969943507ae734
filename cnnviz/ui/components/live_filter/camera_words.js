// How fast the camera is, and how large its frames are. No DOM here.

/** Milliseconds over which frames are counted. */
const COUNTED = 2000
/** Milliseconds before a pace is known. */
const LEAST_COUNTED = 500

/** Measure frames a second from running totals. @returns {LiveFilter.Pace} */
export function makePace() {
  /** @type {[total: number, time: number][]} */
  let counts = []
  return {
    count: (total, now) => {
      counts.push([total, now])
      while (now - counts[0][1] > COUNTED) counts.shift()
    },
    perSecond: () => {
      const [first, last] = [counts[0], counts[counts.length - 1]]
      if (!first || last[1] - first[1] < LEAST_COUNTED) return null
      return (1000 * (last[0] - first[0])) / (last[1] - first[1])
    },
    reset: () => {
      counts = []
    },
  }
}

/** @param {number | null} perSecond @param {string} origin */
export function paceText(perSecond, origin = "") {
  return perSecond === null ? "" : `${Math.round(perSecond)} frames a second${origin}`
}

/**
 * The size at which a frame is filtered: that of the camera, but no side longer than `longest`.
 * @param {Size} size
 * @param {number} longest
 * @returns {Size}
 */
export function boundedSize({ width, height }, longest) {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
