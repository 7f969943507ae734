// The number of a map under the pointer. No DOM here.
import { threeDigits } from "../shared/numbers.js"

/**
 * The cell of a picture that lies under a point, where the picture is fitted into a box; null beside it.
 * @param {{ clientX: number, clientY: number }} point
 * @param {{ left: number, top: number, width: number, height: number }} box
 * @param {Size} size the picture's, in cells
 * @returns {Place | null}
 */
export function cellUnder({ clientX, clientY }, box, { width, height }) {
  const scale = Math.min(box.width / width, box.height / height)
  const column = Math.floor((clientX - box.left - (box.width - scale * width) / 2) / scale)
  const row = Math.floor((clientY - box.top - (box.height - scale * height) / 2) / scale)
  return row >= 0 && column >= 0 && row < height && column < width ? [row, column] : null
}

/** The number in a cell, with its place. @param {Overlay.Reading} reading @param {Place} cell */
export function readingText({ numbers, size }, [row, column]) {
  const value = numbers?.[row * size.width + column] ?? Number.NaN
  return `row ${row}, column ${column}: ${threeDigits(value)}`
}
