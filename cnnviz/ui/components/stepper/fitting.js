// The sizes of the parts, set anew when the room for them changes.
import { measured } from "../shared/measures.js"

/** Give each grid cells as large as there is room for. */
export function fit(state) {
  const { root, parts, data, model } = state
  if (!parts || !root.clientWidth) return
  state.width = root.clientWidth
  const [down, across] = model.axes
  const output = model.outputs[0]
  root.classList.remove("narrow")
  reserve(root, parts)
  const sizes = measured({
    room: roomOf(root, parts, data),
    caption: parts.output.caption.offsetHeight + 4,
    below: parts.maps.element.offsetHeight,
    input: [down.length, across.length],
    output: output.values.length ? [output.rows, output.columns] : [1, 1],
    channels: parts.inputs.length,
    matrix: matrixSize(parts),
  })
  root.classList.toggle("narrow", sizes.narrow)
  parts.element.style.setProperty("--loupe", sizes.narrow ? "100%" : `${sizes.loupe}px`)
  parts.inputs.forEach(({ grid }) => grid.resize(sizes.input))
  parts.output.grid.resize(sizes.output)
}

/** As many lines as the longest arithmetic needs: nothing moves when it changes. */
function reserve(root, { arithmetic, longest }) {
  const letter = 0.55 * parseFloat(getComputedStyle(arithmetic).fontSize)
  arithmetic.style.setProperty("--lines", Math.max(1, Math.ceil((longest * letter) / root.clientWidth)))
}

function roomOf(root, parts, data) {
  const others = [...root.children].filter((child) => child !== parts.element)
  const taken = others.reduce((sum, child) => sum + child.offsetHeight, 0)
  const gaps = 8 * others.length + 12
  return { width: root.clientWidth, height: Math.max(160, innerHeight * data.tallest - taken - gaps) }
}

function matrixSize({ loupes }) {
  const matrices = [...loupes[0].element.children]
  return { widths: matrices.map((one) => one.offsetWidth), height: matrices[0].offsetHeight, between: 28 }
}
