// The card beside the map: the picture of a digit, what the network reads, and its nearest neighbour.
import { part, write } from "../shared/elements.js"
import { DIGIT_SIDE } from "../shared/facts.js"
import { drawDigit } from "./map_pictures.js"
import { nearestOf, toldOf } from "./map_text.js"

/** How often the picture is enlarged, and that of the neighbour. */
const [LARGE_PIXEL, SMALL_PIXEL] = [5, 2]
/** What the card says while there is no digit to show. */
const POINT = "Point at a digit to see it."

/** @returns {DigitMap.Card} */
export function makeCard() {
  const element = part("div", "card")
  const [picture, neighbour] = [square(LARGE_PIXEL, "picture"), square(SMALL_PIXEL, "neighbour")]
  const [title, answer, near, hint] = [
    part("b", "title"),
    part("p", "answer"),
    part("p", "near"),
    part("p", "hint", POINT),
  ]
  const beside = part("div", "beside")
  beside.append(near, neighbour)
  const words = part("div", "words")
  words.append(title, answer, beside)
  element.append(hint, picture, words)
  return {
    element,
    show: (data, index, sheet) => {
      const isEmpty = index < 0
      hint.hidden = !isEmpty
      picture.hidden = words.hidden = isEmpty
      if (isEmpty) return
      const told = toldOf(data, index)
      write(title, told.title)
      write(answer, told.answer)
      write(near, told.neighbour)
      element.classList.toggle("wrong", told.wrong)
      element.dataset.digit = String(index)
      paint(picture, data, index, sheet)
      paint(neighbour, data, nearestOf(data, index), sheet)
    },
  }
}

/** @param {number} pixel @param {string} name */
function square(pixel, name) {
  const canvas = part("canvas", name)
  canvas.width = canvas.height = DIGIT_SIDE
  canvas.style.width = canvas.style.height = `${pixel * DIGIT_SIDE}px`
  canvas.setAttribute("aria-hidden", "true") // the words beside it say what it is
  return canvas
}

/** @param {HTMLCanvasElement} canvas @param {DigitMap.Message} data @param {number} index @param {CanvasImageSource | null} sheet */
function paint(canvas, data, index, sheet) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  drawDigit(pen, data, index, sheet, { left: 0, top: 0, width: DIGIT_SIDE, height: DIGIT_SIDE })
}
