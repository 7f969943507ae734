// The elements of the strip of kernels: its bar, and its groups of tiles.
import { part } from "../shared/elements.js"

/**
 * A button for each group, and the switch that lets clicks add kernels.
 * @param {string[]} names
 * @param {(n: number) => void} show
 * @param {() => void} switchSeveral
 */
export function makeBar(names, show, switchSeveral) {
  const buttons = names.map((name, n) => {
    const button = Object.assign(part("button", "name", name), { type: "button" })
    button.onclick = () => show(n)
    return button
  })
  const several = Object.assign(part("button", "several", "Several side by side"), { type: "button" })
  several.setAttribute("role", "switch")
  several.prepend(part("i", "knob"))
  several.onclick = switchSeveral
  return [...buttons, several]
}

/** @param {KernelStrip.Message} data */
export function makeGroups(data) {
  return data.groups.map(({ label, tiles }) => {
    const group = part("div", "group")
    group.setAttribute("role", "group")
    group.setAttribute("aria-label", label)
    group.append(part("h4", "", label), ...tiles.map((tile) => makeTile(tile, data.sheets[tile.sheet])))
    return group
  })
}

/** @param {KernelStrip.TileData} tile @param {KernelStrip.Sheet} sheet */
function makeTile(tile, sheet) {
  const element = Object.assign(part("button", "tile"), { type: "button", tabIndex: -1 })
  element.setAttribute("role", "option")
  element.setAttribute("aria-label", tile.label)
  element.dataset.name = tile.name
  const frame = part("span", "frame")
  frame.append(makePicture(tile.part, sheet), part("b"))
  element.append(frame, part("span", "label", tile.label))
  return element
}

/** The n-th picture of a sheet, as large as fits into the tile. @param {number} n @param {KernelStrip.Sheet} sheet */
function makePicture(n, { src, across, down, aspect, height }) {
  const picture = part("i", "picture")
  const share = (/** @type {number} */ place, /** @type {number} */ count) =>
    count > 1 ? (100 * place) / (count - 1) : 0
  Object.assign(picture.style, {
    backgroundImage: `url("${src}")`,
    backgroundSize: `${100 * across}% ${100 * down}%`,
    backgroundPosition: `${share(n % across, across)}% ${share(Math.floor(n / across), down)}%`,
  })
  picture.style.setProperty("--aspect", String(aspect))
  picture.classList.toggle("enlarged", height < SHARP_BELOW)
  return picture
}

/** A picture of fewer rows is enlarged, with hard pixels. */
const SHARP_BELOW = 64
