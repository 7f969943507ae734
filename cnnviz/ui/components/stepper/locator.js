// The whole picture, small, with the cut-out marked in it; the mark is moved by pointer or by arrow keys.
import { part } from "../shared/elements.js"
import { unpack } from "../shared/packed_numbers.js"
import { drawPicture } from "../shared/picture.js"
import { cornerAfter, cornerWithin, cutOut } from "./cut_out.js"

/**
 * Make the locator. `moved` is called with a corner and the cut-out's pixels there, once a frame while the mark
 * moves; `released` is called with the last corner.
 * @param {(corner: Place, x: number[][][]) => void} moved
 * @param {(corner: Place) => void} released
 * @returns {Stepper.Locator}
 */
export function makeLocator(moved, released) {
  const element = part("figure", "locator")
  const caption = element.appendChild(part("figcaption"))
  caption.dataset.colour = ""
  caption.append(part("b"), part("span", "", "drag the frame"))
  const picture = element.appendChild(part("div", "whole"))
  const frame = part("div", "cut")
  picture.append(frame)
  picture.tabIndex = 0
  picture.setAttribute("role", "application")
  /** @type {Stepper.Locator} */
  const locator = /** @type {any} */ ({ element, picture, frame, numbers: null, asked: 0 })
  locator.show = (whole, size) => showWhole(locator, whole, size)
  listen(locator, moved, released)
  return locator
}

/** @param {Stepper.Locator} locator @param {Stepper.Whole | null} whole @param {Size} size */
function showWhole(locator, whole, size) {
  const { element, picture } = locator
  element.hidden = !whole
  if (!whole) return
  const another = whole.numbers !== locator.whole?.numbers
  Object.assign(locator, { whole, size, corner: whole.corner })
  element.querySelector("b")?.replaceChildren(whole.label)
  picture.setAttribute("aria-label", `${whole.label}: the arrow keys move the cut-out`)
  picture.style.setProperty("--aspect", String(whole.width / whole.height))
  drawPicture(picture, { ...whole, mark: null })
  place(locator)
  if (another) load(locator, whole)
}

/** Fetch the picture's pixels; until then the mark stays where it is. @param {Stepper.Locator} locator @param {Stepper.Whole} whole */
async function load(locator, whole) {
  locator.numbers = null
  const answer = await fetch(whole.numbers)
  if (!answer.ok) return
  const numbers = unpack(await answer.arrayBuffer(), whole.type)
  if (locator.whole.numbers !== whole.numbers) return
  locator.numbers = numbers
  locator.element.dataset.read = whole.numbers
}

/** Put the mark around the cut-out. @param {Stepper.Locator} locator */
function place({ frame, whole, size, corner: [top, left] }) {
  const percent = (/** @type {number} */ of, /** @type {number} */ all) => `${(100 * of) / all}%`
  frame.style.top = percent(top + size.height / 2, whole.height)
  frame.style.left = percent(left + size.width / 2, whole.width)
  frame.style.height = percent(size.height, whole.height)
  frame.style.width = percent(size.width, whole.width)
}

/**
 * @param {Stepper.Locator} locator
 * @param {(corner: Place, x: number[][][]) => void} moved
 * @param {(corner: Place) => void} released
 */
function listen(locator, moved, released) {
  const { picture } = locator
  let held = false
  const go = (/** @type {Place} */ to) => {
    const { numbers } = locator
    if (!numbers) return
    locator.corner = cornerWithin(locator.whole, locator.size, to)
    cancelAnimationFrame(locator.asked)
    locator.asked = requestAnimationFrame(() => {
      place(locator)
      moved(locator.corner, cutOut(locator.whole, numbers, locator.corner, locator.size))
    })
  }
  picture.addEventListener("pointerdown", (event) => {
    held = true
    picture.setPointerCapture(event.pointerId)
    go(under(locator, event))
  })
  picture.addEventListener("pointermove", (event) => held && go(under(locator, event)))
  for (const end of ["pointerup", "pointercancel"])
    picture.addEventListener(end, () => {
      if (held) released(locator.corner)
      held = false
    })
  picture.addEventListener("keydown", (event) => {
    const to = cornerAfter(event.key, event.shiftKey, locator.size, locator.corner)
    if (!to) return
    event.preventDefault()
    event.stopPropagation()
    go(to)
  })
  picture.addEventListener("keyup", (event) => {
    if (cornerAfter(event.key, false, locator.size, locator.corner)) released(locator.corner)
  })
}

/** The corner of a cut-out whose middle is under the pointer. @param {Stepper.Locator} locator @param {MouseEvent} event @returns {Place} */
function under({ picture, whole, size }, event) {
  const box = picture.getBoundingClientRect()
  const row = ((event.clientY - box.y) / box.height) * whole.height
  const column = ((event.clientX - box.x) / box.width) * whole.width
  return [row - size.height / 2, column - size.width / 2]
}
