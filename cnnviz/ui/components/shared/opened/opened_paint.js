// Paint the part of the drawing that is under the canvas.
import { HEAD } from "./opened_layout.js"

/** The height of the texts at zoom 1, and the smallest on the screen; smaller ones are left out. */
const [FONT, LEAST_FONT, LEGIBLE] = [18, 12, 6]
/** Opacities of a volume's faces. */
const [FRONT, TOP, SIDE] = [0.16, 0.28, 0.42]
/** The opacities of a volume that is too small for its faces, and of one that is too small for its outline. */
const [SMALL, TINY] = [0.25, 0.6]
/** The smallest zoom at which an outline is seen. */
const OUTLINED = 0.15
/** The length of the bar of all parameters or multiplications, and its height. */
const [BAR, BAR_HEIGHT] = [110, 20]
/** Where the shape on an arrow begins, beside the line of a shortcut that rises there. */
const INSIDE = 12
const TIP = "m-6,-5l6,5l-6,5"
/** Paths by what they draw. @type {WeakMap<object, Path2D>} */
const keptPaths = new WeakMap()

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Opened.State} state
 * @param {Opened.Inks} inks
 */
export function paintDrawing(canvas, state, inks) {
  const { data, layout, view, size } = state
  const pen = canvas.getContext("2d")
  if (!pen || !data) return
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
  pen.fillStyle = inks.ground
  pen.fillRect(0, 0, size.width, size.height)
  pen.scale(view.zoom, view.zoom)
  pen.translate(-view.x, -view.y)
  Object.assign(pen, { lineJoin: "round", strokeStyle: inks.ink, lineWidth: 1.5 / Math.max(view.zoom, 0.4) })
  pen.stroke(keptPath(layout, () => new Path2D(layout.joins)))
  const [right, bottom] = [view.x + size.width / view.zoom, view.y + size.height / view.zoom]
  layout.placed.forEach((one, index) => {
    const { width, height } = one.part
    if (one.x > right || one.x + width < view.x || one.y - HEAD > bottom || one.y + height < view.y) return
    paintPart(pen, state, one, index, inks)
  })
}

/** @param {CanvasRenderingContext2D} pen @param {Opened.State} state @param {Opened.Placed} one @param {number} index @param {Opened.Inks} inks */
function paintPart(pen, state, one, index, inks) {
  const { view, pointed, chosen, data } = state
  const isLegible = FONT * view.zoom >= LEGIBLE
  pen.save()
  pen.translate(one.x, one.y)
  if (state.open.has(one.section)) paintFrame(pen, state, one, inks)
  Object.assign(pen, { strokeStyle: inks.ink, fillStyle: inks.ink })
  pen.stroke(keptPath(one.part.ways, () => new Path2D(one.part.ways.map((way) => way + TIP).join(""))))
  const markedBoxes = [pointed, chosen].flatMap((spot) => (spot?.placed === index ? [spot.box] : []))
  if (isLegible) paintLegible(pen, state, one, markedBoxes, inks)
  else paintSmall(pen, one.part, data?.slant ?? 0, view.zoom)
  for (const n of isLegible ? [] : markedBoxes)
    paintBox(pen, one.part.boxes[n], data?.slant ?? 0, inks.accent)
  pen.restore()
}

/** All volumes of a part with their texts. @param {CanvasRenderingContext2D} pen @param {Opened.State} state @param {Opened.Placed} one @param {number[]} marked @param {Opened.Inks} inks */
function paintLegible(pen, state, one, marked, inks) {
  const font = Math.min(Math.max(FONT, LEAST_FONT / state.view.zoom), FONT * 1.2)
  paintCarried(pen, [...one.part.start, one.part.carried], inks)
  one.part.boxes.forEach((box, n) => {
    const ink = box[10] ? inks.misfit : marked.includes(n) ? inks.accent : inks.ink
    if (box[10]) paintMisfit(pen, box, ink)
    else paintBox(pen, box, state.data?.slant ?? 0, ink)
    paintCarried(pen, [box[0] + box[5] / 2 + 4, box[1], box[9]], inks)
    paintTexts(pen, state, one, box, { font, ink, inks })
  })
}

/** All volumes of a part as one path: where they are small, there are many. @param {CanvasRenderingContext2D} pen @param {Opened.Part} part @param {number} slant @param {number} zoom */
function paintSmall(pen, part, slant, zoom) {
  const path = keptPath(part, () => new Path2D(part.boxes.map((box) => outlineOf(box, slant)).join("")))
  pen.globalAlpha = zoom < OUTLINED ? TINY : SMALL
  pen.fill(path)
  pen.globalAlpha = 1
  if (zoom >= OUTLINED) pen.stroke(path)
}

/** The outline of a volume as an SVG path. @param {Opened.Box} box @param {number} slant */
function outlineOf([x, y, width, height, depth], slant) {
  const back = slant * depth
  const [left, top] = [x - (width + back) / 2, y - (height - back) / 2]
  return `M${left},${top}l${back},${-back}h${width}v${height}l${-back},${back}h${-width}z`
}

/** The path of a thing that does not change. @param {object} thing @param {() => Path2D} make */
function keptPath(thing, make) {
  const known = keptPaths.get(thing) ?? make()
  keptPaths.set(thing, known)
  return known
}

/** The frame of an unfolded block; the first has a head that folds them all. @param {CanvasRenderingContext2D} pen @param {Opened.State} state @param {Opened.Placed} one @param {Opened.Inks} inks */
function paintFrame(pen, { data, view }, { part, section, block }, inks) {
  pen.globalAlpha = 0.08
  pen.fillStyle = inks.accent
  pen.fillRect(2, -HEAD + 4, part.width - 4, part.height + HEAD - 4)
  pen.globalAlpha = 1
  if (FONT * view.zoom < LEGIBLE) return
  const { title, count } = data?.sections[section] ?? { title: "", count: 1 }
  const place = count > 1 ? ` ${block + 1} of ${count}` : ""
  pen.fillStyle = inks.accent
  pen.font = `700 ${FONT}px ${inks.font}`
  pen.textAlign = "left"
  pen.fillText(`▾ ${title}${place}`, 12, -HEAD + 24)
}

/** The shape on the arrows from a volume. @param {CanvasRenderingContext2D} pen @param {[x: number, y: number, carried: string[]]} place @param {Opened.Inks} inks */
function paintCarried(pen, [x, y, carried], inks) {
  pen.textAlign = "left"
  pen.font = `${FONT}px ${inks.font}`
  carried.forEach((line, n) => pen.fillText(line, x + INSIDE, y + (n ? 20 : -8)))
}

/** The visible faces of a volume. @param {CanvasRenderingContext2D} pen @param {Opened.Box} box @param {number} slant @param {string} ink */
function paintBox(pen, [x, y, width, height, depth], slant, ink) {
  const back = slant * depth
  const left = x - (width + back) / 2
  const top = y - (height - back) / 2
  const [right, bottom] = [left + width, top + height]
  Object.assign(pen, { fillStyle: ink, strokeStyle: ink })
  paintFace(pen, FRONT, [left, top, right, top, right, bottom, left, bottom])
  paintFace(pen, TOP, [left, top, left + back, top - back, right + back, top - back, right, top])
  paintFace(pen, SIDE, [right, top, right + back, top - back, right + back, bottom - back, right, bottom])
}

/** A layer that does not fit has no volume. @param {CanvasRenderingContext2D} pen @param {Opened.Box} box @param {string} ink */
function paintMisfit(pen, [x, y, width, height], ink) {
  pen.save()
  pen.strokeStyle = ink
  pen.setLineDash([6, 4])
  pen.strokeRect(x - width / 2, y - height / 2, width, height)
  pen.restore()
}

/** @param {CanvasRenderingContext2D} pen @param {number} opacity @param {number[]} corners */
function paintFace(pen, opacity, corners) {
  pen.beginPath()
  for (let n = 0; n < corners.length; n += 2) pen.lineTo(corners[n], corners[n + 1])
  pen.closePath()
  pen.globalAlpha = opacity
  pen.fill()
  pen.globalAlpha = 1
  pen.stroke()
}

/**
 * The name of a volume, and its numbers on bars that show their share of all.
 * @param {CanvasRenderingContext2D} pen
 * @param {Opened.State} state
 * @param {Opened.Placed} one
 * @param {Opened.Box} box
 * @param {{ font: number, ink: string, inks: Opened.Inks }} given
 */
function paintTexts(pen, { data }, { section }, [x, y, , height, , , layer, name, lines, , isMisfit], given) {
  const { font, ink, inks } = given
  if (!data) return
  const [nameAt, ...baselines] = data.baselines
  pen.textAlign = "center"
  pen.fillStyle = ink
  pen.font = `700 ${font}px ${inks.font}`
  pen.fillText(name, x, y + nameAt)
  pen.font = `${font}px ${inks.font}`
  if (isMisfit) pen.fillText(lines[0], x, y + baselines[0])
  if (section < 0 || isMisfit) return
  const { count, ...own } = data.sections[section]
  const costs = layer < 0 ? own : data.layers[layer]
  const rows = /** @type {const} */ (["parameters", "multiplications"])
  rows.forEach((what, n) => {
    if (!costs[what]) return
    const length = Math.max(2, (BAR * costs[what]) / data.totals[what])
    pen.fillStyle = inks[what]
    pen.fillRect(x - BAR / 2, y + baselines[n] - 16, length, BAR_HEIGHT)
    pen.fillStyle = inks.ink
    pen.fillText(lines[n], x, y + baselines[n])
  })
  if (layer >= 0 || count === 1) return
  pen.font = `700 ${font}px ${inks.font}`
  pen.fillText(`× ${count}`, x, y - height / 2 - 26)
}
