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
  const { scale, size } = placeFor(frame, results, look)
  if (size !== results && isMap(look.colours)) {
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
  const { scale } = placeFor(frame, size, { colours: "pixels", limit: 1 })
  paintBytes(frame, bytes, size)
  liveCanvas(frame).style.imageRendering = scale >= 1 ? "pixelated" : "auto"
}

/**
 * Draw all results of a job on the GPU, over a frame's picture.
 * @param {HTMLElement} frame
 * @param {LiveFilter.Gpu} gpu
 * @param {LiveFilter.Job} job
 * @param {LiveFilter.Look} look
 */
export function drawOnGpu(frame, gpu, job, look) {
  const { scale, size } = placeFor(frame, job.image, look)
  gpu.draw(job, look, size)
  const canvas = sizedCanvas(frame, size)
  canvas.getContext("2d")?.drawImage(gpu.canvas, 0, 0)
  canvas.style.imageRendering = scale >= 1 ? "pixelated" : "auto"
}

/**
 * How much results are enlarged in a frame, and the size at which they are drawn: a map that is larger than its
 * place is drawn smaller.
 * @param {HTMLElement} frame
 * @param {Size} whole
 * @param {LiveFilter.Look} look
 */
function placeFor(frame, whole, look) {
  const ratio = Math.min(frame.clientWidth / whole.width, frame.clientHeight / whole.height)
  const scale = ratio * devicePixelRatio
  const size = { width: Math.round(whole.width * scale), height: Math.round(whole.height * scale) }
  const stays = scale >= 1 || size.width === 0 || size.height === 0 || !isMap(look.colours)
  return { scale, size: stays ? whole : size }
}

/** @param {HTMLElement} frame @param {Uint8ClampedArray<ArrayBuffer>} bytes @param {Size} size */
function paintBytes(frame, bytes, { width, height }) {
  const shown = new ImageData(bytes, width, height)
  sizedCanvas(frame, shown).getContext("2d")?.putImageData(shown, 0, 0)
}

/** The frame's canvas at this size, visible. @param {HTMLElement} frame @param {Size} size */
function sizedCanvas(frame, { width, height }) {
  const canvas = liveCanvas(frame)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  canvas.hidden = false
  return canvas
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
