// One filter, large: its grown input, its nine patches, and the whole picture of the patch under the pointer.
import { find, part, write } from "../shared/elements.js"
import { placedInFrame } from "./field_in_picture.js"
import { NINE, showPatch, showPicture } from "./patch_cells.js"

const POINT = "Point at a patch to see where it is."

/**
 * The elements of one filter.
 * @param {Exciting.State} state
 */
export function drawOpened(state) {
  const opened = part("div", "opened")
  const grown = titled("Grown from noise", "large")
  grown.frame.append(part("i", "seed"))
  grown.frame.setAttribute("role", "img")
  const nine = titled("", "nine")
  nine.title.classList.add("patches-of")
  for (let n = 0; n < NINE; n += 1) nine.frame.append(cell(state, n))
  const whole = titled("The whole picture", "whole")
  whole.frame.append(part("img"), part("i", "field"))
  opened.append(grown.element, nine.element, whole.element)
  return [opened]
}

/** @param {string} text @param {string} name */
function titled(text, name) {
  const element = part("figure", `${name}-figure`)
  const title = part("b", "title", text)
  const frame = part("div", name)
  element.append(title, frame, part("figcaption"))
  return { element, title, frame }
}

/** @param {Exciting.State} state @param {number} n */
function cell(state, n) {
  const element = part("button", "cell")
  element.type = "button"
  element.append(part("i", "patch"), part("span", "value"))
  const choose = () => {
    state.chosen = n
    fillOpened(state)
  }
  for (const name of ["pointerenter", "focus", "click"]) element.addEventListener(name, choose)
  return element
}

/** @param {Exciting.State} state */
export function fillOpened({ root, data, chosen }) {
  if (!data) return
  const [filter] = data.filters
  showPicture(find(root, ".large .seed"), filter.grown)
  find(root, ".large").setAttribute("aria-label", `The input grown from noise: ${filter.excitation}`)
  write(find(root, ".large-figure figcaption"), filter.excitation)
  write(find(root, ".patches-of"), `Patches from ${data.patchesOf}`)
  write(find(root, ".nine-figure figcaption"), filter.note || POINT)
  const cells = /** @type {NodeListOf<HTMLButtonElement>} */ (root.querySelectorAll(".cell"))
  cells.forEach((element, n) => {
    const patch = filter.patches[n]
    showPatch(find(element, ".patch"), n, filter)
    write(find(element, ".value"), patch?.value ?? "")
    element.disabled = !patch
    element.setAttribute("aria-pressed", String(n === chosen))
    element.setAttribute("aria-label", patch ? `${patch.label}: ${patch.value}` : "No patch")
  })
  showWhole(find(root, ".whole-figure"), data, filter.patches[chosen])
}

/**
 * Show the whole picture of a patch with the box of its receptive field.
 * @param {HTMLElement} figure
 * @param {Exciting.Message} data
 * @param {Exciting.PatchData | undefined} patch
 */
function showWhole(figure, data, patch) {
  const picture = data.pictures[patch?.picture ?? -1]
  figure.classList.toggle("empty", !picture)
  if (!picture || !patch) return
  const placed = placedInFrame(picture, patch.box)
  const percent = (/** @type {Exciting.Percent} */ place) =>
    Object.fromEntries(Object.entries(place).map(([side, share]) => [side, `${share}%`]))
  const image = find(figure, "img")
  image.src = picture.src
  image.alt = `${picture.label}, with the receptive field of the patch`
  Object.assign(image.style, percent(placed.picture))
  image.style.imageRendering = picture.width < 64 ? "pixelated" : "auto"
  Object.assign(find(figure, ".field").style, percent(placed.field))
  find(figure, ".whole").style.aspectRatio = String(placed.aspect)
  write(find(figure, "figcaption"), `${picture.label}. The filter sees what is in the box.`)
}
