// The digit as it is, and as it is distorted.
import { part, write } from "../shared/elements.js"

/** Make both pictures. @returns {Invariance.Pair} */
export function makePair() {
  const element = part("div", "pair")
  const [before, after] = [figureOf("The digit as it is"), figureOf("Distorted")]
  element.append(before.figure, part("span", "arrow", "→"), after.figure)
  return {
    element,
    draw: (side, digit, distorted, alt) => {
      paint(before.canvas, side, digit)
      paint(after.canvas, side, distorted)
      after.canvas.setAttribute("aria-label", alt)
    },
    resize: (pixel) => element.style.setProperty("--pixel", `${pixel}px`),
  }
}

/** @param {string} name */
function figureOf(name) {
  const figure = part("figure")
  const canvas = part("canvas")
  canvas.setAttribute("role", "img")
  canvas.setAttribute("aria-label", name)
  const caption = part("figcaption")
  write(caption, name)
  figure.append(canvas, caption)
  return { figure, canvas }
}

/** @param {HTMLCanvasElement} canvas @param {number} side @param {ArrayLike<number>} values */
function paint(canvas, side, values) {
  if (canvas.width !== side) Object.assign(canvas, { width: side, height: side })
  const pixels = new Uint32Array(side * side)
  for (let n = 0; n < pixels.length; n += 1) pixels[n] = 0xff000000 | (Math.round(255 * values[n]) * 0x010101)
  canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), side), 0, 0)
}
