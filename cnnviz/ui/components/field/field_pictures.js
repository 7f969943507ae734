// The enlarged field and the layers' tiles, drawn from the image's own pixels.
import { drawnPart } from "./receptive.js"

/**
 * Draw what the unit sees; pixels that it skips and the padding stay empty.
 * @param {Field.State} state
 * @param {Field.Seen} rows
 * @param {Field.Seen} columns
 */
export function drawField({ data, image, canvas, pictures, field, whole }, rows, columns) {
  const [top, bottom] = drawnPart(rows, data.height, data.whole)
  const [left, right] = drawnPart(columns, data.width, data.whole)
  const [height, width] = [bottom - top + 1, right - left + 1]
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext("2d")
  context?.clearRect(0, 0, width, height)
  context?.drawImage(image, -left, -top)
  for (const row of missing(rows.seen, top, bottom)) context?.clearRect(0, row - top, width, 1)
  for (const column of missing(columns.seen, left, right)) context?.clearRect(column - left, 0, 1, height)
  const shares = [data.width / data.height, width / height].map((share) => Math.min(4, Math.max(0.25, share)))
  whole.frame.style.aspectRatio = String(shares[0])
  field.frame.style.aspectRatio = String(shares[1])
  pictures.style.gridTemplateColumns = `minmax(6rem, ${shares[0]}fr) auto minmax(6rem, ${shares[1]}fr)`
  pictures.style.maxWidth = `calc(${data.tallest} * ${shares[0] + shares[1]} + 3.2rem)`
}

/**
 * The places from first to last that are not among the seen ones.
 * @param {number[]} seen
 * @param {number} first
 * @param {number} last
 */
export function missing(seen, first, last) {
  const known = new Set(seen)
  return Array.from({ length: last - first + 1 }, (_, n) => first + n).filter((place) => !known.has(place))
}

/**
 * Draw the square of the image that begins at a place.
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLImageElement} image
 * @param {[x: number, y: number]} corner
 * @param {number} size
 */
export function drawTile(canvas, image, [x, y], size) {
  const side = Math.min(size, Math.max(image.naturalWidth, image.naturalHeight))
  if (canvas.width !== side) Object.assign(canvas, { width: side, height: side })
  const context = canvas.getContext("2d")
  context?.clearRect(0, 0, side, side)
  context?.drawImage(image, -x, -y)
}
