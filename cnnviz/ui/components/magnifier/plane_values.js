// A plane's numbers: written as text, and coloured. No DOM here.
import { groundOf, inkOn, inkOnColour } from "../shared/ink.js"
import { levelOf } from "../shared/map_colours.js"
import { short } from "../shared/numbers.js"

/** The smallest font size of a number, in pixels: that which a class can read. */
const LEAST_FONT = 14
/** The maximum number of characters by kind. */
const LENGTHS = { bits: 1, pixels255: 3, pixels: 5, signed: 6 }

/**
 * The numbers at one place, in the plane's unit: one, or three for a colour.
 * @param {Pick<Magnifier.PlaneData, 'kind' | 'type' | 'channels'>} plane
 * @param {Magnifier.Samples} numbers
 * @param {number} width
 * @param {number} row
 * @param {number} column
 */
export function sample(plane, numbers, width, row, column) {
  const start = (row * width + column) * plane.channels
  const values = Array.from(numbers.subarray(start, start + plane.channels))
  return plane.kind === "pixels" && plane.type === "uint8" ? values.map((k) => k / 255) : values
}

/**
 * A number in a cell: short if it is exact, otherwise rounded; with a true minus sign.
 * @param {number} value
 * @param {Magnifier.Kind} kind
 */
export function written(value, kind) {
  if (kind === "pixels255" || value === 0) return String(value === 0 ? 0 : value)
  const size = Math.abs(value)
  if (size >= 9999.5) return value.toExponential(1).replace("e+", "e").replace("-", "−")
  if (size < 0.0005) return short(value, 3)
  const text = value.toFixed(size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0)
  return (Number(text) === value ? String(Number(text)) : text).replace("-", "−")
}

/**
 * The values of all planes at one place: "row 3, column 7: 0.482 → −0.25".
 * @param {Pick<Magnifier.PlaneData, 'kind' | 'operator'>[]} planes
 * @param {(number[] | undefined)[]} samples
 * @param {Place} given
 */
export function reading(planes, samples, [row, column]) {
  const place = `row ${row}, column ${column}`
  if (!samples.every(Boolean)) return place
  const parts = planes.map((plane, n) => {
    const texts = (samples[n] ?? []).map((value) => written(value, plane.kind))
    const text = texts.length > 1 ? `(${texts.join(", ")})` : texts[0]
    return n === 0 ? text : `${plane.operator ? ` ${plane.operator} ` : ", "}${text}`
  })
  return `${place}: ${parts.join("")}`
}

/**
 * A cell's background and ink, as CSS.
 * @param {Pick<Magnifier.PlaneData, 'kind' | 'colours' | 'limit' | 'tint'>} plane
 * @param {number[]} values
 */
export function coloured(plane, values) {
  if (plane.kind === "signed") return mapPaint(values[0], plane)
  const levels = plane.kind !== "pixels255" ? values.map((value) => Math.round(255 * value)) : values
  return levels.length > 1
    ? pixelColour(levels[0], levels[1], levels[2])
    : channelColour(levels[0], plane.tint)
}

/**
 * A cache of colours, because a moving lens needs the same ones all the time.
 * @type {Record<Magnifier.PlaneData["colours"] | Magnifier.PlaneData["tint"], Magnifier.Paint[]>}
 */
const known = {
  "": [],
  red: [],
  green: [],
  blue: [],
  pixels: [],
  signed: [],
  layer: [],
  strength: [],
  toned: [],
  grey: [],
}

/** @param {number} value @param {Look & { colours: Magnifier.PlaneData["colours"] }} look */
function mapPaint(value, look) {
  return (known[look.colours][levelOf(value, look.limit)] ??= {
    ground: groundOf(value, look),
    ink: inkOn(value, look),
  })
}

/** @param {number} level @param {Magnifier.PlaneData['tint']} tint @returns {Magnifier.Paint} */
function channelColour(level, tint) {
  const alone = (/** @type {string} */ name) => (tint === "" || tint === name ? level : 0)
  return (known[tint][level] ??= pixelColour(alone("red"), alone("green"), alone("blue")))
}

/** @param {number} red @param {number} green @param {number} blue @returns {Magnifier.Paint} */
function pixelColour(red, green, blue) {
  return { ground: `rgb(${red} ${green} ${blue})`, ink: inkOnColour(red, green, blue) }
}

/**
 * The characters per line of a cell, and its lines.
 * @param {Pick<Magnifier.PlaneData, 'kind' | 'channels'>} plane
 */
export function extentOf(plane) {
  return { chars: LENGTHS[plane.kind], lines: plane.channels }
}

/**
 * The odd number of cells per row, at most `side`, whose numbers fit into `width` pixels.
 * @param {number} side
 * @param {number} width
 * @param {Pick<Magnifier.PlaneData, 'kind' | 'channels'>} plane
 */
export function fitting(side, width, plane) {
  const least = Math.max(20, LEAST_FONT * (0.6 * LENGTHS[plane.kind] + 0.3))
  const room = Math.max(3, Math.floor(width / least))
  return Math.min(side, room - (1 - (room % 2)))
}
