// Numbers of planes: unpacked, written, coloured. No DOM here.

/** Bytes before the first number. */
const HEAD = 16
const TINTS = { red: 0, green: 1, blue: 2 }
/** How many characters the numbers of a kind take, at most. */
const LENGTHS = { pixels255: 3, pixels: 5, signed: 6 }
/** Light of a pixel's channel 0 … 255, as WCAG has it. */
const LIGHT = Float32Array.from({ length: 256 }, (_, k) =>
  k <= 10 ? k / 255 / 12.92 : ((k / 255 + 0.055) / 1.055) ** 2.4,
)

/** The numbers in a buffer, row by row, channels last. */
export function unpack(buffer, type) {
  return type === "uint8" ? new Uint8Array(buffer, HEAD) : new Float32Array(buffer, HEAD)
}

/** The numbers of one place, in the plane's own unit: one, or three of a colour. */
export function sample(plane, numbers, width, row, column) {
  const start = (row * width + column) * plane.channels
  const values = Array.from(numbers.subarray(start, start + plane.channels))
  return plane.kind === "pixels" && plane.type === "uint8" ? values.map((k) => k / 255) : values
}

/** A number as it stands in a cell: exact ones short, others with their last digit, a true minus sign. */
export function written(value, kind) {
  if (kind === "pixels255" || value === 0) return String(value === 0 ? 0 : value)
  const size = Math.abs(value)
  if (size >= 9999.5) return value.toExponential(1).replace("e+", "e").replace("-", "−")
  const text = value.toFixed(size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0)
  return (Number(text) === value ? String(Number(text)) : text).replace("-", "−")
}

/** One place of all planes in words: "row 3, column 7: 0.482 → −0.25". */
export function reading(planes, samples, [row, column]) {
  const place = `row ${row}, column ${column}`
  if (!samples.every(Boolean)) return place
  const told = planes.map((plane, n) => {
    const texts = samples[n].map((value) => written(value, plane.kind))
    const text = texts.length > 1 ? `(${texts.join(", ")})` : texts[0]
    return n === 0 ? text : `${plane.operator ? ` ${plane.operator} ` : ", "}${text}`
  })
  return `${place}: ${told.join("")}`
}

/** Background and ink of a cell, as CSS. */
export function coloured(plane, values) {
  return plane.kind === "signed" ? signedColour(values[0], plane.limit) : pixelColour(plane, values)
}

function signedColour(value, limit) {
  const strength = limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0
  const ground = `rgb(var(--${value < 0 ? "negative" : "positive"}) / ${(0.85 * strength).toFixed(3)})`
  return { ground, ink: strength <= 0.55 ? "inherit" : value < 0 ? "white" : "black" }
}

function pixelColour(plane, values) {
  const levels = values.map((value) => Math.round(plane.kind === "pixels" ? 255 * value : value))
  const [level] = levels
  const tint = TINTS[plane.tint]
  const rgb = levels.length > 1 ? levels : tint === undefined ? [level, level, level] : [0, 0, 0]
  if (tint !== undefined) rgb[tint] = level
  const light = 0.2126 * LIGHT[rgb[0]] + 0.7152 * LIGHT[rgb[1]] + 0.0722 * LIGHT[rgb[2]]
  return { ground: `rgb(${rgb.join(" ")})`, ink: light > 0.179 ? "black" : "white" }
}

/** Characters in a line of a cell, and lines. */
export function extentOf(plane) {
  return { chars: LENGTHS[plane.kind], lines: plane.channels }
}

/** The odd number of cells in a row, `side` at most, that leaves room for their numbers in `width` pixels. */
export function fitting(side, width, plane) {
  const least = Math.max(20, 6 * LENGTHS[plane.kind], plane.channels > 1 ? 32 : 0)
  const room = Math.max(3, Math.floor(width / least))
  return Math.min(side, room - (1 - (room % 2)))
}
