// The frames around windows on the stage's maps.
import { childrenOf, part } from "../shared/elements.js"
import { shownNode } from "./columns.js"
import { place } from "./layout.js"

/** Make the layer of frames. */
export function makeMarks() {
  const layer = part("div", "patches")
  layer.setAttribute("aria-hidden", "true")
  return layer
}

/**
 * Put frames around patches of maps; maps that are folded have none.
 * @param {HTMLElement} layer
 * @param {LiveNetwork.Live} live
 * @param {Card.Patch[]} patches
 * @param {Card.Surroundings["sides"]} sides
 */
export function markPatches(layer, { layout, data }, patches, sides) {
  const boxes = patches.flatMap(({ name, channel, frames, box }) => {
    const map = box ?? place(layout, shownNode(data.network, name), channel)
    return map ? frames.map((frame) => boxOfFrame(map, sides(name), frame)) : []
  })
  while (layer.children.length < boxes.length) layer.append(part("i"))
  childrenOf(layer).forEach((mark, n) => {
    mark.hidden = n >= boxes.length
    if (!mark.hidden) putAt(mark, boxes[n])
  })
}

/** @param {Box} map @param {{ rows: number, columns: number }} sides @param {Frame} frame @returns {Box} */
function boxOfFrame(map, { rows, columns }, [top, height, left, width]) {
  const [tall, wide] = [map.height / rows, map.width / columns]
  return {
    left: map.left + left * wide,
    top: map.top + top * tall,
    width: width * wide,
    height: height * tall,
  }
}

/** Put an element at a rectangle of the stage. @param {HTMLElement} element @param {Box} box */
export function putAt(element, { left, top, width, height }) {
  Object.assign(element.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${width}px`,
    height: `${height}px`,
  })
}
