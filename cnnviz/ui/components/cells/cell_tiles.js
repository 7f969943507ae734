// A picture of each cell's weights, below its response. A click turns the bar to the cell's angle.
import { part } from "../shared/elements.js"
import { NEGATIVE, OPACITY, POSITIVE } from "../shared/facts.js"
import { strength } from "../shared/numbers.js"
import { kernelOf } from "./cell_responses.js"

/** The space between two tiles, in pixels. */
const BETWEEN = 3

/**
 * Make the tiles; `picked` is called with an angle.
 * @param {(angle: number) => void} picked
 * @returns {Cells.Tiles}
 */
export function makeTiles(picked) {
  const element = part("div", "tiles")
  /** @type {Map<number, HTMLElement>} */
  const tiles = new Map()
  return {
    element,
    build: (data, weights, axes) => {
      const pitch = axes.x(data.shown[1]) - axes.x(0)
      // Where the tiles would be too small, every second one has the room of two.
      const every = pitch < 2 * data.size + BETWEEN ? 2 : 1
      const side = data.size * Math.max(1, Math.floor((every * pitch - BETWEEN) / data.size))
      element.style.paddingLeft = `${axes.x(0) - (every * pitch) / 2}px`
      element.style.setProperty("--pitch", `${every * pitch}px`)
      element.style.setProperty("--tile", `${side}px`)
      tiles.clear()
      data.shown.forEach((angle, n) => {
        if (n % every === 0)
          tiles.set(angle, tileOf(angle, kernelOf(data, weights, data.angles.indexOf(angle)), picked))
      })
      element.replaceChildren(...tiles.values())
    },
    mark: (best) => {
      for (const [angle, tile] of tiles) tile.classList.toggle("best", angle === best)
    },
  }
}

/** @param {number} angle @param {Cells.Kernel} kernel @param {(angle: number) => void} picked */
function tileOf(angle, kernel, picked) {
  const tile = part("button", "tile")
  const canvas = drawnKernel(kernel)
  canvas.setAttribute("aria-label", `Weights of the cell that prefers ${angle} degrees`)
  tile.append(canvas, part("span", "", `${angle}°`))
  // The keys turn the bar as well, and a dozen more stops would be in their way.
  Object.assign(tile, { type: "button", title: `Turn the bar to ${angle}°`, tabIndex: -1 })
  tile.addEventListener("click", () => picked(angle))
  return tile
}

/** The weights in colour; weights of 0 are transparent. @param {Cells.Kernel} kernel */
function drawnKernel({ weights, size }) {
  const canvas = Object.assign(part("canvas"), { width: size, height: size })
  canvas.setAttribute("role", "img")
  const image = new ImageData(size, size)
  const limit = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0)
  weights.forEach((weight, n) => {
    const opacity = Math.round(255 * OPACITY * strength(weight, limit))
    image.data.set([...(weight < 0 ? NEGATIVE : POSITIVE), opacity], 4 * n)
  })
  canvas.getContext("2d")?.putImageData(image, 0, 0)
  return canvas
}
