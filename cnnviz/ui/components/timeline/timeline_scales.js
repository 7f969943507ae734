// Where each network stands on the chart: its year along one axis, its error along the other. No DOM here.

/** Where the axis of errors stands on a wide chart, in pixels from the left. */
export const AXIS_LEFT = 52
/** The room around the field of circles, in pixels: on a wide chart, and on a phone. */
const WIDE = { left: AXIS_LEFT, right: 12, top: 58, bottom: 30 }
const TALL = { left: 214, right: 28, top: 56, bottom: 6 }
/** The strip of networks without an error, as a share of the axis of errors. */
const NONE_SHARE = 0.22
/** The empty slots between two years. */
const BETWEEN_YEARS = 0.6
/** The radius of the network with most parameters, in slots, and the least radius in pixels. */
const [MOST_SLOTS, LEAST] = [0.85, 5]
/** Percent between two numbers on the axis. */
const TICK = 5

/**
 * The circles, years and numbers of the chart. On a wide chart time runs to the right and errors fall downwards;
 * on a phone time runs down and errors fall to the left.
 * @param {Timeline.Network[]} networks in the order of their years
 * @param {Timeline.Sizes} size
 * @returns {Timeline.Places}
 */
export function timelinePlaces(networks, { width, height, narrow }) {
  const room = narrow ? TALL : WIDE
  const [start, end] = narrow ? [room.top, height - room.bottom] : [room.left, width - room.right]
  const along = slotsOf(networks)
  const slot = (end - start) / along.count
  const errors = errorAxis(
    networks,
    narrow ? [room.left, width - room.right] : [height - room.bottom, room.top],
  )
  const most = Math.max(...networks.map((network) => network.parameters))
  const circles = networks.map((network, n) => {
    const time = start + along.middles[n] * slot
    const error = network.error === null ? (errors.none[0] + errors.none[1]) / 2 : errors.at(network.error)
    const radius = Math.max(LEAST, MOST_SLOTS * slot * Math.sqrt(network.parameters / most))
    return narrow ? { x: error, y: time, radius } : { x: time, y: error, radius }
  })
  const years = along.years.map(({ year, from, to }) => ({
    year,
    from: start + from * slot,
    to: start + to * slot,
  }))
  return { circles, ticks: errors.ticks, years, none: errors.none }
}

/** The middle of each network's slot, and where each year begins and ends, in slots. @param {Timeline.Network[]} networks */
function slotsOf(networks) {
  /** @type {Timeline.YearMark[]} */
  const years = []
  /** @type {number[]} */
  const middles = []
  let next = 0
  for (const { year } of networks) {
    const last = years[years.length - 1]
    if (last?.year === year) last.to = next + 1
    else {
      if (last) next += BETWEEN_YEARS
      years.push({ year, from: next, to: next + 1 })
    }
    middles.push(next + 0.5)
    next += 1
  }
  return { middles, years, count: next }
}

/**
 * The axis of errors from 0 on, behind the strip of networks without one.
 * @param {Timeline.Network[]} networks
 * @param {[from: number, to: number]} ends in pixels
 */
function errorAxis(networks, [from, to]) {
  const largest = Math.max(...networks.map(({ error }) => error ?? 0))
  const top = TICK * Math.max(1, Math.ceil(largest / TICK))
  const zero = from + NONE_SHARE * (to - from)
  const at = (/** @type {number} */ error) => zero + (error / top) * (to - zero)
  const ticks = Array.from({ length: top / TICK + 1 }, (_, n) => ({ value: n * TICK, at: at(n * TICK) }))
  /** @type {[from: number, to: number]} */
  const none = [from, zero]
  return { at, ticks, none }
}
