// The maps as one grid per channel, with the current cell marked in all of them.
import { onPointer } from "./elements.js"
import { fitted, planeOf } from "./flatten_order.js"
import { makeGrid } from "./grid.js"

const SIZES = { largest: 56, gap: 14, caption: 24 }

/**
 * Make the maps; `hover` and `pick` are called with row, column and channel, or null outside the maps.
 * @param {number} count
 * @param {CellHands} given
 * @returns {Planes}
 */
export function makePlanes(count, { hover, pick }) {
  const element = document.createElement("div")
  element.className = "planes"
  const planes = Array.from({ length: count }, (_, channel) => planeOfChannel(channel, hover, pick))
  element.append(...planes.map((plane) => plane.figure))
  return {
    element,
    draw: (data, values, look) => drawPlanes(planes, data, values, look),
    mark: (cell) => planes.forEach(({ grid }, channel) => markPlane(grid, cell, channel)),
    resize: (room, shape, sizes = {}) => resizePlanes(element, planes, room, shape, { ...SIZES, ...sizes }),
  }
}

/** @param {number} channel @param {CellHands['hover']} hover @param {CellHands['pick']} pick */
function planeOfChannel(channel, hover, pick) {
  const figure = document.createElement("figure")
  const caption = figure.appendChild(document.createElement("figcaption"))
  const grid = makeGrid("plane")
  figure.append(grid.element)
  /** @type {(event: MouseEvent) => Cell | null} */
  const at = (event) => {
    const place = grid.placeAt(event)
    return place && [...place, channel]
  }
  onPointer(grid.element, (event) => hover(at(event)))
  grid.element.addEventListener("pointerleave", () => hover(null))
  grid.element.addEventListener("pointercancel", () => hover(null))
  grid.element.addEventListener("pointerup", (event) => pick(at(event)))
  return { figure, caption, grid }
}

/**
 * @param {FigureOfGrid[]} planes
 * @param {{ shape: Shape, names: string[] }} given
 * @param {number[]} values
 * @param {Look} look
 */
function drawPlanes(planes, { shape, names }, values, look) {
  planes.forEach(({ caption, grid }, channel) => {
    caption.textContent = names[channel] ?? ""
    caption.hidden = !names.length
    const label = names[channel] ? `channel ${channel}, ${names[channel]}` : `channel ${channel}`
    grid.draw(planeOf(values, shape, channel), { ...look, label: `${label}: ${shape[0]} × ${shape[1]}` })
  })
}

/** @param {Grid} grid @param {Cell | null} cell @param {number} channel */
function markPlane(grid, cell, channel) {
  /** @type {Frame[]} */
  const frames = cell ? [[cell[0], 1, cell[1], 1]] : []
  const own = cell?.[2] === channel
  grid.mark("window", own ? frames : [])
  grid.mark("fed", own ? [] : frames)
}

/**
 * @param {HTMLElement} element
 * @param {FigureOfGrid[]} planes
 * @param {Size} room
 * @param {Shape} shape
 * @param {PlaneSizes} sizes
 */
function resizePlanes(element, planes, room, shape, sizes) {
  const { across, side } = fitted(room, shape, sizes)
  element.style.setProperty("--across", String(across))
  element.style.setProperty("--gap", `${sizes.gap}px`)
  planes.forEach(({ grid }) => grid.resize(side))
}
