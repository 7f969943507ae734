// The captions below the columns: each is a door to the page that explains its layer.
import { part } from "../shared/elements.js"
import { fittingCaptions, shortTitle } from "./captions.js"
import { openFold } from "./live_state.js"

/** Between a column and its caption. */
const CAPTION_GAP = 8
/** The width of a shape's text, as a share of a title's. */
const SHAPE_FONT = 0.85
/** Half the width of the widest sentence of a door. */
const HALF_SENTENCE = 182

/**
 * Write the captions below their blocks.
 * @param {LiveNetwork.Live} live
 */
export function placeCaptions(live) {
  const { layout, parts, stage } = live
  for (const caption of parts.captions) caption.remove()
  const blocks = [...layout.byNode.values()].filter(({ form }) => form !== "fold")
  const made =
    layout.flow === "right"
      ? captionsBeside(live, blocks)
      : layout.columns.flatMap((column) => captionsBelow(live, column))
  parts.captions = made
  stage.append(...made)
  for (const caption of made) keepSentenceInside(stage, caption)
  live.captionHeight =
    Math.max(...made.map((caption) => caption.offsetTop + caption.offsetHeight)) - layout.height
  stage.style.marginBottom = `${Math.max(0, live.captionHeight)}px`
}

/**
 * Shift a door's sentence so that no end of the stage cuts it off.
 * @param {HTMLElement} stage
 * @param {HTMLElement} caption
 */
function keepSentenceInside(stage, caption) {
  const title = /** @type {HTMLElement} */ (caption.firstElementChild)
  const { left, width } = title.getBoundingClientRect()
  const middle = left + width / 2 - stage.getBoundingClientRect().left
  const end = stage.clientWidth - HALF_SENTENCE
  const shift = Math.max(HALF_SENTENCE, Math.min(end, middle)) - middle
  caption.style.setProperty("--shift", `${shift}px`)
}

/** Captions side by side. @param {LiveNetwork.Live} live @param {LiveNetwork.Placed[]} blocks */
function captionsBeside(live, blocks) {
  const { layout, stage } = live
  const measure = measurer(stage)
  const ends = layout.columns.map((column) => column[column.length - 1])
  const last = blocks.filter((block) => ends.includes(block))
  const middles = last.map((block) => ({
    title: layout.hasOwnRows ? briefTitle(block) : block.title,
    short: block.short,
    middle: middleOf(block),
    least: measure(shapeText(block)) * SHAPE_FONT,
    below: block.folded ? 2 : 1,
  }))
  const roomy = fittingCaptions(middles, measure)
  const isCrowded = roomy.some(({ drop }) => drop > 0)
  const fitting = isCrowded
    ? fittingCaptions(
        middles.map((one) => ({ ...one, below: 1 })),
        measure,
      )
    : roomy
  return blocks.map((block) => {
    const inside = { lines: [shortTitle(block.title, block.short)], drop: 0 }
    const { lines, drop } = fitting[last.indexOf(block)] ?? inside
    const caption = makeCaption(live, block, lines, isCrowded)
    const top = last.includes(block) ? layout.height : block.top + block.height
    Object.assign(caption.style, { left: `${middleOf(block)}px`, top: `${top + CAPTION_GAP + drop}px` })
    return caption
  })
}

/** The classes' names and bars are what their caption is about, without the large answer. @param {LiveNetwork.Placed} block */
function middleOf({ form, left, width }) {
  return left + (form === "classes" ? 62 : width / 2)
}

/** Captions on a phone: in one line, or in two where blocks share a row. @param {LiveNetwork.Live} live @param {LiveNetwork.Placed[]} column */
function captionsBelow(live, column) {
  const isShared = column.length > 1
  const bottom = Math.max(...column.map(({ top, height }) => top + height))
  return column
    .filter(({ form }) => form !== "fold")
    .map((block) => {
      const { form, left, title, short } = block
      const caption = makeCaption(live, block, [isShared ? shortTitle(title, short) : title])
      caption.classList.toggle("shared", isShared)
      const start = isShared || form === "picture" ? left : 0
      Object.assign(caption.style, { left: `${start}px`, top: `${bottom + CAPTION_GAP / 2}px` })
      return caption
    })
}

/**
 * @param {LiveNetwork.Live} live
 * @param {LiveNetwork.Placed} block
 * @param {string[]} lines
 * @param {boolean} isCrowded whether the shape itself unfolds the maps, as there is no room for another line
 */
function makeCaption(live, block, lines, isCrowded = false) {
  const caption = part("div", "caption")
  const door = makeDoor(live, block, lines)
  if (!block.folded) caption.append(door, part("span", "shape", shapeText(block)))
  else if (isCrowded) caption.append(door, makeMore(live, block, shapeText(block)))
  else caption.append(door, part("span", "shape", shapeText(block)), makeMore(live, block))
  return caption
}

/** The button that unfolds a layer's maps. @param {LiveNetwork.Live} live @param {LiveNetwork.Placed} block @param {string} [shape] what it says instead */
function makeMore(live, { node, folded, count }, shape) {
  const more = part("button", shape ? "shape more" : "more", shape ?? `+ ${folded} maps`)
  if (shape) more.title = `Show all ${count + folded} maps.`
  more.addEventListener("click", () => openFold(live, node))
  return more
}

/** The caption's title, as a link where a page explains it. @param {LiveNetwork.Live} live @param {LiveNetwork.Placed} block @param {string[]} lines */
function makeDoor({ data, send }, { node }, lines) {
  const door = data.doors[node]
  const title = part(door ? "a" : "span", "title")
  title.append(...lines.flatMap((line, n) => (n ? [part("br"), line] : [line])))
  if (!door || !(title instanceof HTMLAnchorElement)) return title
  title.href = door.page
  title.append(part("span", "sentence", door.sentence))
  title.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    send("door", [node])
  })
  return title
}

/** A layer's name in a word; the answer's keeps its softmax. @param {LiveNetwork.Block} block */
function briefTitle({ form, title, short }) {
  return form === "classes" ? title : shortTitle(title, short)
}

/** Return the width of a layer's shortest caption. @param {HTMLElement} stage @returns {(block: LiveNetwork.Block) => number} */
export function shortestCaption(stage) {
  const measure = measurer(stage)
  return (block) => Math.max(measure(briefTitle(block)), measure(shapeText(block)) * SHAPE_FONT)
}

/** The shape of a layer's output, such as "26×26×32". @param {LiveNetwork.Block} block */
function shapeText({ form, map, count, folded }) {
  return form === "maps" || form === "picture" ? `${map.height}×${map.width}×${count + folded}` : `${count}`
}

/** Return the width of a text in a caption's font. @param {HTMLElement} stage @returns {(text: string) => number} */
function measurer(stage) {
  const brush = /** @type {OffscreenCanvasRenderingContext2D} */ (new OffscreenCanvas(1, 1).getContext("2d"))
  const { fontFamily, fontSize } = getComputedStyle(stage)
  brush.font = `600 ${fontSize} ${fontFamily}`
  return (text) => brush.measureText(text).width
}
