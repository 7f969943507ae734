// One block of a network: its shape on the arrow, its maps below each other, and how often it is repeated.
import { part } from "../shared/elements.js"
import { mapColour } from "../shared/map_colours.js"

/**
 * Make a strip, a button unless it has no maps.
 * @param {Strips.Strip} strip
 * @param {number} n its place
 */
export function makeStrip(strip, n) {
  const element = strip.id ? part("button", "strip") : part("div", "strip")
  Object.assign(element.dataset, { id: strip.id, place: n })
  if (strip.id) element.setAttribute("aria-label", `${nameOf(strip)}: ${strip.told}`)
  const [way, tiles] = [part("span", "way"), part("span", "tiles")]
  way.append(part("span", "arrow", "→"), tiles)
  for (let tile = 0; tile < strip.tiles; tile += 1) tiles.append(makeTile(strip, tile))
  element.append(part("span", "shape", shapeText(strip)), way, part("b", "", countText(strip)))
  element.append(part("span", "label", strip.label))
  return element
}

/** A map of a strip; an empty tile while there is none. @param {Strips.Strip} strip @param {number} tile */
function makeTile({ id, maps }, tile) {
  const element = part("i", id ? "" : "units")
  element.dataset.tile = String(tile)
  element.style.backgroundColor = `rgb(${mapColour(0, { colours: "layer", limit: 1 }).join(" ")})`
  if (!maps) return element
  const { sheet, width, height, scale } = maps
  const px = (/** @type {number} */ length) => `${length * scale}px`
  Object.assign(element.style, {
    width: px(width),
    height: px(height),
    backgroundImage: `url("${sheet.src}")`,
    backgroundSize: `${px(sheet.width)} ${px(sheet.height)}`,
    backgroundPosition: `0 ${px(-tile * (height + 1))}`,
  })
  return element
}

/** A strip's name for those who do not see it. @param {Strips.Strip} strip */
function nameOf(strip) {
  return [strip.label, countText(strip), shapeText(strip)].filter(Boolean).join(", ")
}

/** @param {Strips.Strip} strip */
function countText({ count }) {
  return count > 1 ? `× ${count}` : ""
}

/** @param {Strips.Strip} strip */
function shapeText({ shape }) {
  return shape.map((side) => side.toLocaleString("en")).join("×")
}
