// The digits at both ends, and the picture between them.
import { part } from "../shared/elements.js"
import { DIGIT_SIDE } from "../shared/facts.js"

/**
 * Make the three pictures.
 * @returns {Morph.Pictures}
 */
export function makePictures() {
  const element = part("div", "pictures")
  const [first, now, second] = ["end", "now", "end"].map(makePicture)
  element.append(first.figure, now.figure, second.figure)
  return {
    element,
    resize: ({ large, small }) => {
      element.style.setProperty("--large", `${large}px`)
      element.style.setProperty("--small", `${small}px`)
    },
    ends: (one, other) => {
      first.draw(one.levels, one.name)
      second.draw(other.levels, other.name)
    },
    draw: (levels, name) => now.draw(levels, name),
  }
}

/** @param {string} kind */
function makePicture(kind) {
  const figure = part("figure", kind)
  const canvas = Object.assign(part("canvas"), { width: DIGIT_SIDE, height: DIGIT_SIDE })
  canvas.setAttribute("role", "img")
  const caption = part("figcaption")
  figure.append(canvas, caption)
  return {
    figure,
    draw: (/** @type {ArrayLike<number>} */ levels, /** @type {string} */ name) => {
      const pixels = Uint32Array.from(levels, (level) => 0xff000000 | (level * 0x010101))
      const image = new ImageData(new Uint8ClampedArray(pixels.buffer), DIGIT_SIDE)
      canvas.getContext("2d")?.putImageData(image, 0, 0)
      canvas.setAttribute("aria-label", name)
      if (caption.textContent !== name) caption.textContent = name
    },
  }
}
