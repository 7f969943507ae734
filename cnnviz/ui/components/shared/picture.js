// An encoded picture, enlarged with hard pixels; a part of it can be marked.
import { isMap } from "./map_colours.js"
import { reduced } from "./reduced_map.js"

/**
 * Show the picture once it is decoded; until then the previous one stays. Resolves when it is shown.
 * @param {HTMLElement} frame
 * @param {PictureData} item
 */
export async function drawPicture(frame, item) {
  const image = frame.querySelector("img") ?? frame.appendChild(document.createElement("img"))
  markPart(frame, item)
  image.alt = item.alt
  image.dataset.colours = item.colours
  frame.dataset.wanted = item.src
  if (image.getAttribute("src") === item.src) return sharpen(image)
  const next = new Image()
  next.src = item.src
  await next.decode().catch(() => {})
  if (frame.dataset.wanted !== item.src) return // a later picture was decoded first
  image.src = item.src
  image.width = item.width
  image.height = item.height
  sharpen(image)
}

/**
 * Enlarged pixels stay sharp; a reduced photo is smoothed, and a reduced feature map keeps its strongest values.
 * @param {HTMLImageElement} image
 */
export function sharpen(image) {
  const { naturalWidth: width, naturalHeight: height, dataset } = image
  const scale = Math.min(image.clientWidth / width, image.clientHeight / height) * devicePixelRatio
  image.style.imageRendering = scale >= 1 ? "pixelated" : "auto"
  const colours = /** @type {Colours} */ (dataset.colours)
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) }
  const cover = /** @type {HTMLCanvasElement | null} */ (image.parentElement?.querySelector(".reduced"))
  if (!(scale < 1 && size.width > 0 && size.height > 0 && isMap(colours))) return cover?.remove()
  const key = `${image.src} ${colours} ${size.width} ${size.height}`
  if (cover?.dataset.key !== key)
    coverWith(image, cover ?? document.createElement("canvas"), size, colours, key)
}

/**
 * Lay the reduced feature map over its picture.
 * @param {HTMLImageElement} image
 * @param {HTMLCanvasElement} cover
 * @param {Size} size
 * @param {MapColours} colours
 * @param {string} key
 */
function coverWith(image, cover, size, colours, key) {
  const from = { width: image.naturalWidth, height: image.naturalHeight }
  const whole = Object.assign(document.createElement("canvas"), from).getContext("2d", {
    willReadFrequently: true,
  })
  if (!whole) return
  whole.drawImage(image, 0, 0)
  const { data } = whole.getImageData(0, 0, from.width, from.height)
  const pixels = reduced(new Uint32Array(data.buffer), from, size, colours)
  Object.assign(cover, size, { className: "reduced" })
  cover.dataset.key = key
  cover.setAttribute("aria-hidden", "true") // the picture below is read out
  cover.setAttribute("aria-label", image.alt)
  const shown = new ImageData(new Uint8ClampedArray(pixels.buffer), size.width)
  cover.getContext("2d")?.putImageData(shown, 0, 0)
  image.after(cover)
}

/** @param {HTMLElement} frame @param {PictureData} item */
function markPart(frame, item) {
  frame.querySelector(".mark")?.remove()
  if (!item.mark) return
  const [top, left, height, width] = item.mark
  const box = document.createElement("div")
  box.className = "mark"
  const percent = (/** @type {number} */ part, /** @type {number} */ whole) => `${(100 * part) / whole}%`
  Object.assign(box.style, {
    top: percent(top, item.height),
    left: percent(left, item.width),
    height: percent(height, item.height),
    width: percent(width, item.width),
  })
  frame.append(box)
}
