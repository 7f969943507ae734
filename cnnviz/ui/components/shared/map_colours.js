// The colours of a feature map's values, in the same tables as figures/map_colours.py. No DOM here.
import { MAP_SCALES, MAP_STEPS } from "./facts.js"

/**
 * For each kind of colours its table: red, green and blue of each level, from the most negative value to the
 * most positive one.
 * @type {Record<MapColours, Uint8Array>}
 */
export const MAP_TABLES = {
  signed: tableOf("signed"),
  layer: tableOf("layer"),
  strength: tableOf("strength"),
  toned: tableOf("toned"),
  grey: tableOf("grey"),
}

/** @param {MapColours} colours */
function tableOf(colours) {
  const { stops, exponent } = MAP_SCALES[colours]
  const table = new Uint8Array(3 * (2 * MAP_STEPS + 1))
  for (let level = 0; level <= 2 * MAP_STEPS; level += 1) {
    const share = (level - MAP_STEPS) / MAP_STEPS
    const place = Math.sign(share) * Math.abs(share) ** exponent
    table.set(mixed(stops, place), 3 * level)
  }
  return table
}

/**
 * The colour at a place between two stops.
 * @param {[place: number, colour: RGB][]} stops
 * @param {number} place
 */
function mixed(stops, place) {
  const next = Math.max(
    1,
    stops.findIndex(([at]) => at >= place),
  )
  const [[from, before], [to, after]] = [stops[next - 1], stops[next]]
  const share = Math.max(0, (place - from) / (to - from))
  return before.map((part, n) => Math.floor(part + share * (after[n] - part) + 0.5))
}

/**
 * A value's level in a table: 0 for −limit and below, 2 · MAP_STEPS for the limit and above.
 * @param {number} value
 * @param {number} limit
 */
export function levelOf(value, limit) {
  return Math.round(MAP_STEPS * Math.max(-1, Math.min(1, value / limit))) + MAP_STEPS
}

/**
 * Red, green and blue of a value.
 * @param {number} value
 * @param {{ colours: MapColours, limit: number }} look
 */
export function mapColour(value, { colours, limit }) {
  const at = 3 * levelOf(value, limit)
  return MAP_TABLES[colours].subarray(at, at + 3)
}

/**
 * The scale as a CSS gradient from −limit to the limit, or from 0 where the sign is not shown.
 * @param {MapColours} colours
 * @param {boolean} [fromZero] whether no value is negative
 */
export function gradientOf(colours, fromZero = isUnsigned(colours)) {
  const first = fromZero ? MAP_STEPS : 0
  const levels = Array.from({ length: 2 * MAP_STEPS + 1 - first }, (_, n) => first + n)
  const parts = levels.map(
    (level) => `rgb(${MAP_TABLES[colours].subarray(3 * level, 3 * level + 3).join(" ")})`,
  )
  return `linear-gradient(to right, ${parts.join(", ")})`
}

/** Whether these colours show no sign. @param {Colours} colours */
export function isUnsigned(colours) {
  return colours === "strength" || colours === "grey"
}

/**
 * Whether values with these colours are a feature map's.
 * @param {Colours} colours
 * @returns {colours is MapColours}
 */
export function isMap(colours) {
  return colours in MAP_TABLES
}

/**
 * The numbers below the left end, the middle and the right end of a scale.
 * @param {Colours} colours
 * @param {number} limit
 */
export function scaleNames(colours, limit) {
  const end = endName(limit)
  if (colours === "strength") return ["0", "|value|", `≥ ${end}`]
  return isUnsigned(colours) ? ["0", "", `≥ ${end}`] : [`≤ −${end}`, "0", `≥ ${end}`]
}

/** A limit in few characters. @param {number} limit */
function endName(limit) {
  if (limit >= 9999.5) return limit.toExponential(1).replace("e+", "e")
  return limit >= 1000 ? limit.toFixed(0) : String(Number(limit.toPrecision(3)))
}
