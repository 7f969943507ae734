// Results drawn over the picture that they will be replaced by.
import { find } from "../shared/elements.js"
import { isMap } from "../shared/map_colours.js"
import { reduced } from "../shared/reduced_map.js"
import { pictureOf } from "./result_look.js"

/**
 * Draw results over a frame's picture; a feature map that is larger than its place keeps its strongest values.
 * @param {HTMLElement} frame
 * @param {LiveFilter.Results} results
 * @param {LiveFilter.Look} look
 */
export function drawResults(frame, results, look) {
  const bytes = pictureOf(results, look)
  const scale =
    Math.min(frame.clientWidth / results.width, frame.clientHeight / results.height) * devicePixelRatio
  const size = { width: Math.round(results.width * scale), height: Math.round(results.height * scale) }
  if (scale < 1 && size.width > 0 && size.height > 0 && isMap(look.colours)) {
    const pixels = reduced(new Uint32Array(bytes.buffer), results, size, look.colours)
    paintBytes(frame, new Uint8ClampedArray(pixels.buffer), size)
  } else paintBytes(frame, bytes, results)
  liveCanvas(frame).style.imageRendering = scale >= 1 ? "pixelated" : "auto"
}

/**
 * Draw pixels over a frame's picture.
 * @param {HTMLElement} frame
 * @param {Uint8ClampedArray<ArrayBuffer>} bytes
 * @param {Size} size
 */
export function drawPixels(frame, bytes, size) {
  paintBytes(frame, bytes, size)
  const scale = Math.min(frame.clientWidth / size.width, frame.clientHeight / size.height) * devicePixelRatio
  liveCanvas(frame).style.imageRendering = scale >= 1 ? "pixelated" : "auto"
}

/** @param {HTMLElement} frame @param {Uint8ClampedArray<ArrayBuffer>} bytes @param {Size} size */
function paintBytes(frame, bytes, { width, height }) {
  const canvas = liveCanvas(frame)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  canvas.getContext("2d")?.putImageData(new ImageData(bytes, width, height), 0, 0)
  canvas.hidden = false
}

/** The frame's canvas, made when it is needed. @param {HTMLElement} frame */
function liveCanvas(frame) {
  const present = /** @type {HTMLCanvasElement | null} */ (frame.querySelector(".live"))
  if (present) return present
  const canvas = Object.assign(document.createElement("canvas"), { className: "live", hidden: true })
  canvas.setAttribute("aria-hidden", "true") // the picture below is read out
  canvas.setAttribute("aria-label", find(frame, "img").getAttribute("alt") ?? "")
  return frame.appendChild(canvas)
}

/** Let the frame's own picture be seen again. @param {HTMLElement} frame */
export function hideResults(frame) {
  const canvas = /** @type {HTMLCanvasElement | null} */ (frame.querySelector(".live"))
  if (canvas) canvas.hidden = true
}
