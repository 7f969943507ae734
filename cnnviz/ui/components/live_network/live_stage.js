// Put the layout on the page: canvases, captions, pad and answer at their places.
import { part } from "../shared/elements.js"
import { painterOf } from "./block_paint.js"
import { placeCaptions, shortestCaption } from "./caption_parts.js"
import { columnsOf, FOLD, UNFOLDED } from "./columns.js"
import { STAGE_MARGIN } from "./edge_draw.js"
import { layOut } from "./layout.js"
import { openFold } from "./live_state.js"

/** Pages narrower than this show the network from top to bottom. */
const PHONE = 640
/** How many maps of a layer, and how many layers, are shown before the visitor opens more. */
const [MOST_MAPS, MOST_LAYERS] = [64, 12]
/** A row of more layers with maps than this shows fewer maps of each, so that they can be seen from afar. */
const [MANY_LAYERS, FEW_MAPS] = [6, 8]
/** What stands below the stage: captions and legend. The lowest and the tallest stage. */
const [BELOW, LOWEST, TALLEST] = [118, 446, 900]
/** The height of a caption with a margin: of its lines side by side, and in one line on a phone. */
const [CAPTION, CAPTION_LINE] = [54, 34]
/** The height of the captions that `BELOW` has room for. */
const USUAL_CAPTIONS = 64
/** The height of names in one row, and in two, below a stage that takes all the room of the screen. */
const [ONE_ROW, TWO_ROWS] = [50, 92]

/**
 * Lay out the network for the room that there is, and put everything at its place.
 * @param {LiveNetwork.Live} live
 */
export function arrangeStage(live) {
  const { data, opened } = live
  const columns = shownColumns(data, opened)
  arrangeIn(live, columns, 0)
  const more = live.captionHeight - USUAL_CAPTIONS
  if (live.layout.flow === "right" && more > 0) arrangeIn(live, columns, more)
}

/** The columns with what is shown of each layer. @param {LiveNetwork.Message} data @param {Set<string>} opened */
function shownColumns({ network, unfolded }, opened) {
  if (unfolded) return columnsOf(network, UNFOLDED)
  const columns = columnsOf(network, { maps: MOST_MAPS, layers: MOST_LAYERS, opened })
  const isRow = columns.every((column) => column.length === 1)
  const many = columns.flat().filter(({ form }) => form === "maps").length > MANY_LAYERS
  return isRow && many ? columnsOf(network, { maps: FEW_MAPS, layers: MOST_LAYERS, opened }) : columns
}

/** @param {LiveNetwork.Live} live @param {LiveNetwork.Block[][]} columns @param {number} more how much higher than usual the captions are */
function arrangeIn(live, columns, more) {
  const { root, stage, parts } = live
  const layout = layOut(columns, { ...roomOf(root, live.top + more, columns), own: ownRoom(live) })
  live.layout = layout
  root.classList.toggle("down", layout.flow === "down")
  root.classList.toggle("wide", layout.width > root.clientWidth + 1)
  Object.assign(stage.style, { width: `${layout.width}px`, height: `${layout.height}px` })
  at(parts.hand, layout.pad)
  at(parts.answer, layout.winner)
  placeSwitch(live)
  sharp(parts.pad, layout.pad)
  const margin = {
    left: -STAGE_MARGIN,
    top: -STAGE_MARGIN,
    width: layout.width + 2 * STAGE_MARGIN,
    height: layout.height + 2 * STAGE_MARGIN,
  }
  for (const canvas of [parts.below, parts.above]) {
    at(canvas, margin)
    sharp(canvas, margin)
  }
  placeBlocks(live)
  placeCaptions(live)
}

/**
 * @param {HTMLElement} root
 * @param {number} top where the component begins on its page
 * @param {LiveNetwork.Block[][]} columns
 * @returns {LiveNetwork.Room}
 */
function roomOf(root, top, columns) {
  const width = Math.floor(root.clientWidth)
  const isLine = width < PHONE && columns.every((column) => column.length === 1)
  const rest = { caption: isLine ? CAPTION_LINE : CAPTION, step: screenStep(), own: null }
  if (width < PHONE) return { ...rest, flow: "down", along: Infinity, across: width }
  const height = Math.max(LOWEST, Math.min(TALLEST, innerHeight - top - BELOW))
  return { ...rest, flow: "right", along: width, across: Math.round(height) }
}

/** All the room above the names: only the whole network may take it. @param {LiveNetwork.Live} live @returns {LiveNetwork.OwnRoom | null} */
function ownRoom({ data, stage, top }) {
  if (!data.unfolded) return null
  const above = (/** @type {number} */ names) =>
    Math.floor(Math.max(LOWEST + ONE_ROW, Math.min(TALLEST, innerHeight - top)) - names)
  return { across: above(ONE_ROW), staggered: above(TWO_ROWS), nameOf: shortestCaption(stage) }
}

/** CSS pixels of a pixel of the screen, where they are whole parts; otherwise 1. */
function screenStep() {
  return Number.isInteger(devicePixelRatio) ? 1 / devicePixelRatio : 1
}

/** Put the switch above the large answer, or above everything on a phone. @param {LiveNetwork.Live} live */
function placeSwitch({ root, stage, parts, layout }) {
  const { switched } = parts
  const beside = layout.flow === "right"
  if (beside) stage.append(switched)
  else root.prepend(switched)
  const { left, top, width } = layout.winner
  Object.assign(
    switched.style,
    beside ? { left: `${left}px`, top: `${top}px`, width: `${width}px` } : { left: "", top: "", width: "" },
  )
}

/** A canvas for each layer that has maps or units; the mark of folded layers is a button. @param {LiveNetwork.Live} live */
function placeBlocks(live) {
  const { layout, parts, stage } = live
  for (const { element } of parts.blocks.values()) element.remove()
  parts.blocks = new Map()
  for (const block of layout.byNode.values()) {
    if (block.form === "picture") placePicture(live, block)
    if (block.form === "maps" || block.form === "units")
      parts.blocks.set(block.node, makeBlock(block, layout.flow))
    if (block.form === "fold") parts.blocks.set(FOLD, makeFold(live, block))
  }
  stage.insertBefore(fragmentOf([...parts.blocks.values()].map(({ element }) => element)), parts.above)
}

/** @param {HTMLElement[]} elements */
function fragmentOf(elements) {
  const fragment = document.createDocumentFragment()
  fragment.append(...elements)
  return fragment
}

/** @param {LiveNetwork.Live} live @param {LiveNetwork.Placed} block */
function placePicture({ parts }, block) {
  at(parts.picture, block)
  Object.assign(parts.picture, block.map)
  parts.picture.setAttribute("aria-label", `What the network sees, ${block.map.height} × ${block.map.width}`)
}

/** @param {LiveNetwork.Placed} block @param {"right" | "down"} flow @returns {LiveNetwork.BlockParts} */
function makeBlock(block, flow) {
  const [element, painter] = [part("canvas", "block"), painterOf(block, flow, screenStep())]
  Object.assign(element, { width: painter.width, height: painter.height })
  element.setAttribute("role", "img")
  const many =
    block.form === "maps"
      ? `${block.count} maps of ${block.map.height} × ${block.map.width}`
      : `${block.count} numbers`
  element.setAttribute("aria-label", `${block.title}: ${many}`)
  at(element, block)
  const brush = /** @type {CanvasRenderingContext2D} */ (element.getContext("2d"))
  const image = new ImageData(painter.width, painter.height)
  painter.pixels = new Uint32Array(image.data.buffer)
  return { element, painter, show: () => brush.putImageData(image, 0, 0) }
}

/** @param {LiveNetwork.Live} live @param {LiveNetwork.Placed} block @returns {LiveNetwork.BlockParts} */
function makeFold(live, block) {
  const element = part("button", "fold", `+ ${block.folded} layers`)
  element.addEventListener("click", () => openFold(live, FOLD))
  at(element, block)
  return { element, painter: null, show: () => {} }
}

/** @param {HTMLElement} element @param {Box} box */
function at(element, { left, top, width, height }) {
  Object.assign(element.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  })
}

/** Give a canvas as many pixels as the screen has in its place. @param {HTMLCanvasElement} canvas @param {Size} size */
function sharp(canvas, { width, height }) {
  Object.assign(canvas, {
    width: Math.round(width * devicePixelRatio),
    height: Math.round(height * devicePixelRatio),
  })
}
