// Paint strokes as `drawing.render` does: black on white, with round ends and joints.
import { BOARD, PEN } from "../facts.js"

/** @param {HTMLCanvasElement} canvas @param {DrawingPad.Stroke[]} strokes */
export function paint(canvas, strokes) {
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  const scale = canvas.width / BOARD
  brush.setTransform(scale, 0, 0, scale, scale / 2, scale / 2) // the middle of cell 0 is at half a cell
  brush.fillStyle = "white"
  brush.fillRect(-1, -1, BOARD + 1, BOARD + 1)
  Object.assign(brush, { fillStyle: "black", strokeStyle: "black", lineWidth: PEN })
  Object.assign(brush, { lineCap: "round", lineJoin: "round" })
  for (const stroke of strokes) paintStroke(brush, stroke)
}

/**
 * Paint a stroke in the brush's colours; a stroke of one point is a dot, which a line would not paint.
 * @param {CanvasRenderingContext2D} brush
 * @param {DrawingPad.Stroke} stroke
 */
export function paintStroke(brush, stroke) {
  const [[x, y]] = stroke
  brush.beginPath()
  if (stroke.length === 1) {
    brush.arc(x, y, PEN / 2, 0, 2 * Math.PI)
    brush.fill()
    return
  }
  brush.moveTo(x, y)
  for (const [nextX, nextY] of stroke.slice(1)) brush.lineTo(nextX, nextY)
  brush.stroke()
}
