// The chosen digit: the network's answer, the steps that led to 28x28, and the ten probabilities.
import { childrenOf, part, write } from "../shared/elements.js"
import { drawBars, fitBars } from "../shared/share_bars.js"
import { shareOf } from "./found_boxes.js"

/** A picture with more pixels than this on a side is a photo, which is smoothed. */
const HARD = 40

/**
 * Show the chosen digit.
 * @param {FoundDigits.State} state
 */
export function showDigit({ data, parts, place, tiles }) {
  const digit = data.digits[place]
  write(parts.winner, digit.label)
  write(parts.share, shareOf(digit))
  write(parts.why, digit.why)
  const before = digit.steps.length - 1
  parts.steps.style.setProperty("--across", String(Math.ceil(before / 2)))
  while (parts.steps.children.length < before) parts.steps.append(makeStep())
  while (parts.steps.children.length > before) parts.steps.lastElementChild?.remove()
  const figures = [...childrenOf(parts.steps), childrenOf(parts.last)[0]]
  digit.steps.forEach((step, n) => {
    drawStep(figures[n], step, n, { data, place, tiles })
  })
  drawBars(parts.bars, { names: data.classes, values: digit.probabilities })
  fitBars(parts.bars)
}

/** Make the place of a step: a picture and a caption. */
export function makeStep() {
  const step = part("figure", "step")
  const canvas = part("canvas")
  canvas.setAttribute("role", "img")
  step.append(canvas, part("figcaption"))
  return step
}

/**
 * @param {HTMLElement} figure
 * @param {FoundDigits.Step} step
 * @param {number} column
 * @param {Pick<FoundDigits.State, "data" | "place" | "tiles">} from
 */
function drawStep(figure, { name, sentence, width, height }, column, { data, place, tiles }) {
  const [canvas, caption] = /** @type {[HTMLCanvasElement, HTMLElement]} */ (
    /** @type {unknown} */ ([...figure.children])
  )
  Object.assign(canvas, { width, height, title: sentence })
  canvas.setAttribute("aria-label", `${name}: ${sentence}`)
  canvas.classList.toggle("hard", Math.max(width, height) <= HARD)
  write(caption, name)
  const side = data.sheet?.side ?? 0
  if (tiles)
    canvas.getContext("2d")?.drawImage(tiles, column * side, place * side, width, height, 0, 0, width, height)
}
