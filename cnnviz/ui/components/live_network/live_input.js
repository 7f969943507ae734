// What the network sees: the strokes under the hand, or a sample that draws itself on arrival.

import { BOARD, PEN } from "../shared/facts.js"
import { digitOf } from "../shared/from_strokes.js"
import { paintStroke } from "../shared/pad/pad_paint.js"
import { isEmpty, strokesOf } from "../shared/pad/pad_state.js"
import { arrivalTimes } from "./self_drawing.js"

/** Milliseconds in which a sample draws itself. */
const DRAWING_TIME = 1300
/** How dark a sample lies on the pad, beside ink. */
const PALE = 0.45

/** The functions that make an input of strokes, by their names in a message. */
const PREPARATIONS = { digit: digitOf }

/**
 * Write what the network sees into the live network's input.
 * @param {LiveNetwork.Live} live
 * @param {number} now milliseconds
 * @returns {boolean} whether it still changes by itself
 */
export function updateInput(live, now) {
  const { sample, drawn, input, data } = live
  if (!sample) {
    if (data.preparation) PREPARATIONS[data.preparation](strokesOf(drawn), input)
    return false
  }
  const share = live.still() ? 1 : Math.min(1, (now - sample.begun) / DRAWING_TIME)
  for (let n = 0; n < input.length; n += 1) input[n] = sample.times[n] <= share ? sample.pixels[n] / 255 : 0
  return share < 1
}

/**
 * Show pixels in place of strokes.
 * @param {LiveNetwork.Live} live
 * @param {ArrayLike<number>} pixels 0 to 255, as the network takes them
 * @param {number} index among the samples, or −1
 * @param {number} now milliseconds
 */
export function showSample(live, pixels, index, now) {
  const [height, width] = live.data.network.input
  live.sample = { pixels, index, begun: now, times: arrivalTimes(pixels, { width, height }) }
}

/** Whether there is neither ink nor a sample. @param {LiveNetwork.Live} live */
export function isBlank({ sample, drawn }) {
  return !sample && isEmpty(drawn)
}

/**
 * Paint the pad: strokes in the theme's ink, a sample pale.
 * @param {LiveNetwork.Live} live
 */
export function paintPad({ parts, sample, drawn, input, data, inks }) {
  const canvas = parts.pad
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  const scale = canvas.width / BOARD
  brush.setTransform(1, 0, 0, 1, 0, 0)
  brush.clearRect(0, 0, canvas.width, canvas.height)
  if (sample) return paintSample(brush, input, data.network.input, inks.text)
  brush.setTransform(scale, 0, 0, scale, scale / 2, scale / 2) // the middle of cell 0 is at half a cell
  Object.assign(brush, {
    fillStyle: inks.text,
    strokeStyle: inks.text,
    lineWidth: PEN,
    lineCap: "round",
    lineJoin: "round",
  })
  for (const stroke of strokesOf(drawn)) paintStroke(brush, stroke)
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {Float32Array} input
 * @param {number[]} shape
 * @param {string} ink
 */
function paintSample(brush, input, [height, width, channels], ink) {
  const small = new OffscreenCanvas(width, height)
  const pixels = new ImageData(width, height)
  for (let n = 0; n < width * height; n += 1) pixels.data[4 * n + 3] = 255 * PALE * input[n * channels]
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (small.getContext("2d"))
  context.putImageData(pixels, 0, 0)
  context.globalCompositeOperation = "source-in"
  context.fillStyle = ink
  context.fillRect(0, 0, width, height)
  brush.imageSmoothingQuality = "high"
  brush.drawImage(small, 0, 0, brush.canvas.width, brush.canvas.height)
}
