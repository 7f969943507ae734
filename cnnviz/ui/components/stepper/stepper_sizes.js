// The parts' sizes, computed again when the available room changes.
import { childrenOf } from "../shared/elements.js"
import { measured } from "../shared/scene_sizes.js"

/** On a phone the two grids share what the other parts leave of the screen, in pixels, up to a limit. */
const PHONE_REST = 430
const PHONE_GRID = 290
/** Left and right of the parts, in pixels. */
const PADDING = 12

/** Give the grids the largest cells that fit. @param {Stepper.State} state */
export function fit(state) {
  const { root, parts, data, model } = state
  if (!parts || !root.clientWidth) return
  state.width = root.clientWidth
  const [down, across] = model.axes
  const output = model.outputs[0]
  root.classList.remove("narrow")
  root.style.setProperty("--grown", "1")
  reserve(root, parts)
  const several = parts.inputs.length > 1
  const room = roomOf(root, parts, data)
  const above = several ? 0 : parts.locator.element.offsetHeight
  const sizes = measured({
    room,
    caption: parts.output.caption.offsetHeight + 4,
    below: parts.maps.element.offsetHeight,
    above,
    beside: several ? parts.locator.element.offsetWidth : 0,
    heads: several ? [0, 0] : [parts.inputs[0], parts.output].map((one) => widthOf(one.caption)),
    input: [down.length, across.length],
    output: output.values.length ? [output.rows, output.columns] : [1, 1],
    channels: parts.inputs.length,
    matrix: matrixSize(parts),
    phone: Math.min(PHONE_GRID, (screen.height - PHONE_REST) / 2),
  })
  root.classList.toggle("narrow", sizes.narrow)
  root.style.setProperty("--grown", String(sizes.grown ?? 1))
  parts.element.style.setProperty("--loupe", sizes.narrow ? "100%" : `${sizes.loupe}px`)
  parts.element.style.setProperty("--most", `${room.height - above}px`)
  parts.inputs.forEach(({ grid }) => grid.resize(sizes.input))
  parts.output.grid.resize(sizes.output)
}

/**
 * Reserve the lines that the longest arithmetic needs, so that nothing moves when it changes.
 * @param {HTMLElement} root
 * @param {Stepper.Parts} given
 */
function reserve(root, { arithmetic, longest }) {
  const letter = 0.5 * parseFloat(getComputedStyle(arithmetic).fontSize)
  arithmetic.style.setProperty(
    "--lines",
    String(Math.max(1, Math.ceil((longest * letter) / root.clientWidth))),
  )
}

/** @param {HTMLElement} root @param {Stepper.Parts} parts @param {Stepper.Message} data */
function roomOf(root, parts, data) {
  const others = childrenOf(root).filter((child) => child !== parts.element)
  const taken = others.reduce((sum, child) => sum + child.offsetHeight, 0)
  const gaps = 8 * others.length + 12
  return {
    width: root.clientWidth - PADDING,
    height: Math.max(160, innerHeight * data.tallest - taken - gaps),
  }
}

/** The width of a heading's words. @param {HTMLElement} caption */
function widthOf(caption) {
  const words = document.createRange()
  words.selectNodeContents(caption)
  return Math.ceil(words.getBoundingClientRect().width)
}

/** @param {Stepper.Parts} given */
function matrixSize({ loupes }) {
  const matrices = childrenOf(loupes[0].element)
  return { widths: matrices.map((one) => one.offsetWidth), height: matrices[0].offsetHeight, between: 28 }
}
