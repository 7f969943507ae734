// Why the camera shows nothing, and how fast it is. No DOM here.

/** Sentences by the names of the errors that `getUserMedia` throws. @type {Record<string, string>} */
const REASONS = {
  SecurityError: "The camera works only over HTTPS or on localhost. Open the page there.",
  NotAllowedError: "The browser refused the camera. Allow it in the address bar, then switch it on again.",
  NotFoundError: "No camera was found. Connect one, then switch it on again.",
  NotReadableError: "Another program uses the camera. Close that program, then switch the camera on again.",
  Ended: "The camera has stopped. Connect it, then switch it on again.",
}

/** What to do about an error. @param {string} name */
export function reasonOf(name) {
  return REASONS[name] ?? "The camera did not start. Switch it off and on again."
}

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
