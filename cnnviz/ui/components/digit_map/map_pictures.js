// The picture of a digit: a part of the image that holds all, or the pixels of the digit in use.
import { DIGIT_SIDE } from "../shared/facts.js"

/** The pixels of the last digit in use, and their canvas. @type {{ pixels: number[], canvas: HTMLCanvasElement } | null} */
let known = null

/**
 * Draw a digit into a box, with hard pixels.
 * @param {CanvasRenderingContext2D} pen
 * @param {DigitMap.Message} data
 * @param {number} index that of a digit of the map; one more is the digit in use
 * @param {CanvasImageSource | null} sheet the image that holds all, once it is decoded
 * @param {Box} box
 */
export function drawDigit(pen, data, index, sheet, { left, top, width, height }) {
  pen.imageSmoothingEnabled = false
  const isOwn = index >= data.labels.length && data.own
  const source = isOwn ? canvasOf(isOwn.pixels) : sheet
  if (!source) return
  const place = isOwn ? 0 : index
  const [column, row] = [place % data.sheet.across, Math.floor(place / data.sheet.across)]
  pen.drawImage(
    source,
    column * DIGIT_SIDE,
    row * DIGIT_SIDE,
    DIGIT_SIDE,
    DIGIT_SIDE,
    left,
    top,
    width,
    height,
  )
}

/** @param {number[]} pixels */
function canvasOf(pixels) {
  if (known?.pixels === pixels) return known.canvas
  const canvas = Object.assign(document.createElement("canvas"), { width: DIGIT_SIDE, height: DIGIT_SIDE })
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  const image = pen.createImageData(DIGIT_SIDE, DIGIT_SIDE)
  for (const [n, level] of pixels.entries()) image.data.set([level, level, level, 255], 4 * n)
  pen.putImageData(image, 0, 0)
  known = { pixels, canvas }
  return canvas
}
