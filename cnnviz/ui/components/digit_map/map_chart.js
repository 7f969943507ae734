// The map on two canvases: all digits, and over them the digit in use and the one that is pointed at.
import { part } from "../shared/elements.js"
import { CLASS_COLOURS, DIGIT_SIDE } from "../shared/facts.js"
import { drawDigit } from "./map_pictures.js"
import { isMistake, nearestOf, standsOut } from "./map_text.js"

/** The height of a digit on the map, in pixels, and of one that is pointed at. */
const [FONT, LARGE] = [15, 24]
/** The radius of a ring around a mistake. */
const RING = 10
/** The opacity of what does not stand out. */
const FAINT = 0.13
/** The side of the picture of the digit in use, in pixels. */
const OWN = 1.25 * DIGIT_SIDE

/** @returns {DigitMap.Chart} */
export function makeChart() {
  const element = part("div", "chart")
  const [base, over] = [part("canvas", "base"), part("canvas", "over")]
  over.tabIndex = 0
  over.setAttribute("role", "application")
  over.setAttribute("aria-roledescription", "map")
  element.append(base, over)
  return {
    element,
    canvas: over,
    resize: (size) => {
      for (const canvas of [base, over]) fitCanvas(canvas, size)
      Object.assign(element.style, { width: `${size.width}px`, height: `${size.height}px` })
    },
    draw: (data, places) => drawAll(cleared(base), data, places, inksOf(element)),
    mark: (data, places, pointed, sheet) =>
      drawMarks(cleared(over), data, places, { pointed, sheet, inks: inksOf(element) }),
  }
}

/** @param {HTMLCanvasElement} canvas @param {Size} size */
function fitCanvas(canvas, { width, height }) {
  const [across, down] = [Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio)]
  if (canvas.width !== across) canvas.width = across
  if (canvas.height !== down) canvas.height = down
}

/** An empty canvas, to be drawn on in pixels of the page. @param {HTMLCanvasElement} canvas */
function cleared(canvas) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  pen.clearRect(0, 0, canvas.width, canvas.height)
  Object.assign(pen, { textAlign: "center", textBaseline: "middle", globalAlpha: 1, lineWidth: 1.5 })
  return pen
}

/** @param {HTMLElement} element @returns {DigitMap.Inks} */
function inksOf(element) {
  const style = getComputedStyle(element)
  const [ink, accent, ground] = ["--st-text-color", "--st-primary-color", "--st-background-color"].map(
    (name) => style.getPropertyValue(name),
  )
  return { ink, accent, ground }
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {DigitMap.Message} data
 * @param {Float32Array} places
 * @param {DigitMap.Inks} inks
 */
function drawAll(pen, data, places, inks) {
  pen.font = `700 ${FONT}px sans-serif`
  for (const isBright of [false, true]) {
    pen.globalAlpha = isBright ? 1 : FAINT
    for (let n = 0; n < data.labels.length; n++) {
      if (standsOut(data, n) === isBright) drawNumeral(pen, data.labels[n], places[2 * n], places[2 * n + 1])
    }
    for (let n = 0; n < data.labels.length; n++) {
      if (standsOut(data, n) === isBright && isMistake(data, n))
        drawRing(pen, places[2 * n], places[2 * n + 1], RING, inks.ink)
    }
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} label @param {number} x @param {number} y */
function drawNumeral(pen, label, x, y) {
  pen.fillStyle = `rgb(${CLASS_COLOURS[label].join(" ")})`
  pen.fillText(String(label), x, y)
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} radius @param {string} colour */
function drawRing(pen, x, y, radius, colour) {
  pen.strokeStyle = colour
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.stroke()
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {DigitMap.Message} data
 * @param {Float32Array} places
 * @param {{ pointed: number, sheet: CanvasImageSource | null, inks: DigitMap.Inks }} given
 */
function drawMarks(pen, data, places, { pointed, sheet, inks }) {
  const inUse = data.own ? data.labels.length : data.chosen
  if (pointed >= 0) drawLine(pen, places, pointed, nearestOf(data, pointed), inks)
  if (inUse !== null)
    drawOwn(pen, data, [places[2 * inUse], places[2 * inUse + 1]], { index: inUse, sheet, inks })
  if (pointed < 0 || pointed === inUse) return
  const [x, y] = [places[2 * pointed], places[2 * pointed + 1]]
  drawDisc(pen, x, y, inks)
  pen.font = `700 ${LARGE}px sans-serif`
  drawNumeral(pen, data.labels[pointed], x, y)
}

/** A line to the nearest neighbour, which may be far away in the plane. @param {CanvasRenderingContext2D} pen @param {Float32Array} places @param {number} from @param {number} to @param {DigitMap.Inks} inks */
function drawLine(pen, places, from, to, { accent }) {
  Object.assign(pen, { strokeStyle: accent, lineWidth: 3 })
  pen.beginPath()
  pen.moveTo(places[2 * from], places[2 * from + 1])
  pen.lineTo(places[2 * to], places[2 * to + 1])
  pen.stroke()
  drawRing(pen, places[2 * to], places[2 * to + 1], RING, accent)
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {DigitMap.Inks} inks */
function drawDisc(pen, x, y, { accent, ground }) {
  Object.assign(pen, { fillStyle: ground, lineWidth: 3 })
  pen.beginPath()
  pen.arc(x, y, LARGE * 0.75, 0, 2 * Math.PI)
  pen.fill()
  drawRing(pen, x, y, LARGE * 0.75, accent)
}

/**
 * The picture of the digit in use, framed.
 * @param {CanvasRenderingContext2D} pen
 * @param {DigitMap.Message} data
 * @param {Place} place
 * @param {{ index: number, sheet: CanvasImageSource | null, inks: DigitMap.Inks }} given
 */
function drawOwn(pen, data, [x, y], { index, sheet, inks }) {
  pen.fillStyle = inks.ground
  pen.fillRect(x - OWN / 2 - 5, y - OWN / 2 - 5, OWN + 10, OWN + 10)
  pen.fillStyle = inks.accent
  pen.fillRect(x - OWN / 2 - 3, y - OWN / 2 - 3, OWN + 6, OWN + 6)
  drawDigit(pen, data, index, sheet, { left: x - OWN / 2, top: y - OWN / 2, width: OWN, height: OWN })
}
