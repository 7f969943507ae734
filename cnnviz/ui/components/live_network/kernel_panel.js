// The kernel of the map under the pointer, beside it.
import { part } from "../shared/elements.js"
import { groundOf, inkOn } from "../shared/ink.js"
import { insightOf } from "../shared/network/insight.js"
import { short } from "../shared/numbers.js"
import { place } from "./layout.js"

/** The cell of a kernel in CSS pixels, and at least with a number in it. */
const [KERNEL_CELL, NUMBERED] = [44, 36]
/** The largest side of a kernel, and its distance from the map. */
const [LARGEST_KERNEL, BESIDE_MAP] = [220, 14]

/** An empty panel on the stage. @param {HTMLElement} stage */
export function makeKernelPanel(stage) {
  const panel = part("div", "kernel")
  panel.hidden = true
  panel.setAttribute("aria-hidden", "true") // the card reads the same kernel
  stage.append(panel)
  return panel
}

/**
 * Show the kernel of the map under the pointer: of several, the one with the strongest window. Nothing is shown while a card is
 * open, which has the kernel in it.
 * @param {LiveNetwork.Live} live
 */
export function showKernel({ kernel, plan, layout, selection }) {
  const spot = selection.chosen ? null : selection.hovered
  const slice = plan && spot?.cell && plan.steps[spot.node] ? strongestSlice(plan, spot) : null
  kernel.hidden = !slice
  if (!slice || !spot) return
  const box = place(layout, spot.node, spot.channel)
  if (!box) return
  const cell = Math.min(KERNEL_CELL, Math.floor(LARGEST_KERNEL / Math.max(slice.rows, slice.columns)))
  fillKernel(kernel, slice, cell)
  standBeside(kernel, box, layout, { width: cell * slice.columns + 16, height: cell * slice.rows + 16 })
}

/**
 * The window of the middle of a map with its weights; null where nothing is weighted.
 * @param {Network.Plan} plan
 * @param {LiveNetwork.Spot} spot
 */
function strongestSlice(plan, { node, channel, cell }) {
  const { slices } = insightOf(plan, node, [...(cell ?? [0, 0]), channel])
  const weighted = slices.filter(({ weights }) => weights.length > 1)
  return weighted.reduce(
    (best, slice) => (best && Math.abs(best.sum) >= Math.abs(slice.sum) ? best : slice),
    /** @type {Network.Slice | null} */ (null),
  )
}

/** @param {HTMLElement} panel @param {Network.Slice} slice @param {number} cell */
function fillKernel(panel, { columns, weights }, cell) {
  const look = /** @type {Look} */ ({ colours: "weights", limit: Math.max(...weights.map(Math.abs)) || 1 })
  panel.style.gridTemplateColumns = `repeat(${columns}, ${cell}px)`
  panel.replaceChildren(
    ...weights.map((weight) => {
      const one = part("span", inkOn(weight, look), cell >= NUMBERED ? short(weight, 2) : "")
      Object.assign(one.style, { background: groundOf(weight, look), height: `${cell}px` })
      return one
    }),
  )
}

/** Right and below of a map, or where there is room. @param {HTMLElement} panel @param {Box} box @param {Size} stage @param {Size} size */
function standBeside(panel, box, stage, size) {
  const right = box.left + box.width + BESIDE_MAP
  const left = right + size.width <= stage.width ? right : box.left - BESIDE_MAP - size.width
  const top = Math.max(0, Math.min(box.top + 8, stage.height - size.height))
  Object.assign(panel.style, { left: `${Math.max(0, left)}px`, top: `${top}px` })
}
