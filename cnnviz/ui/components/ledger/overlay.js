// The votes summed over channels, painted over the network's input.
import { onPointer } from "../shared/elements.js"
import { makeGrid } from "../shared/grid.js"

/**
 * Make the overlay; `hover` is called with row and column, or null.
 * @param {PlaceHandler} hover
 * @returns {Ledger.Overlay}
 */
export function makeOverlay(hover) {
  const element = document.createElement("figure")
  const caption = element.appendChild(document.createElement("figcaption"))
  const frame = element.appendChild(document.createElement("div"))
  frame.className = "backdrop"
  const canvas = frame.appendChild(document.createElement("canvas"))
  const grid = makeGrid("plane")
  frame.append(grid.element)
  onPointer(grid.element, (event) => hover(grid.placeAt(event)))
  grid.element.addEventListener("pointerleave", () => hover(null))
  /** @type {Ledger.OverlayParts} */
  const overlay = { element, caption, frame, canvas, grid, backdrop: null }
  return {
    element,
    draw: (data, plane, look, words) => drawOverlay(overlay, data, plane, look, words),
    mark: (cell) => grid.mark("window", cell ? [[cell[0], 1, cell[1], 1]] : []),
    resize: (side) => resizeOverlay(overlay, side),
  }
}

/**
 * @param {Ledger.OverlayParts} overlay
 * @param {Pick<Ledger.Message, 'backdrop'>} given
 * @param {Plane} plane
 * @param {LabelledLook} look
 * @param {string} words
 */
function drawOverlay(overlay, { backdrop }, plane, look, words) {
  const { element, caption, canvas, grid } = overlay
  overlay.backdrop = backdrop
  element.hidden = !backdrop
  if (!backdrop) return
  caption.replaceChildren(
    "All channels together",
    Object.assign(document.createElement("span"), { textContent: words }),
  )
  drawDigit(canvas, backdrop.rows)
  grid.draw(plane, look)
}

/**
 * Draw the digit in grey, more opaque where it has more ink: it is legible in light and dark themes.
 * @param {HTMLCanvasElement} canvas
 * @param {number[][]} rows
 */
function drawDigit(canvas, rows) {
  canvas.width = rows[0].length
  canvas.height = rows.length
  const picture = new ImageData(canvas.width, canvas.height)
  rows.flat().forEach((value, n) => picture.data.set([128, 128, 128, 150 * value], 4 * n))
  canvas.getContext("2d")?.putImageData(picture, 0, 0)
}

/**
 * Size the cells to whole pixels, and the picture around them to fit the available room.
 * @param {Ledger.OverlayParts} given
 * @param {number} room
 */
function resizeOverlay({ backdrop, frame, grid }, room) {
  if (!backdrop) return
  const [top, left, height, width] = backdrop.inset
  const [rows, columns] = [backdrop.rows.length, backdrop.rows[0].length]
  const cell = Math.max(4, Math.floor((room * Math.min(height / rows, width / columns)) / grid.plane.rows))
  const pixel = (cell * grid.plane.rows) / height
  frame.style.width = `${pixel * columns}px`
  frame.style.height = `${pixel * rows}px`
  grid.element.style.top = `${pixel * top}px`
  grid.element.style.left = `${pixel * left}px`
  grid.resize(cell)
}
