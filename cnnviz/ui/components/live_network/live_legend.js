// One line that says what the colours are.
import { find, part, write } from "../shared/elements.js"
import { gradientOf } from "../shared/map_colours.js"
import { short } from "../shared/numbers.js"
import { shownSpot } from "./live_state.js"

const POINT = "Point at a map for its kernel. Click it for the arithmetic."
const TAP = "Tap a map for its kernel and the arithmetic."

/**
 * Fill the legend's line.
 * @param {HTMLElement} legend
 */
export function makeLegend(legend) {
  const [scale, least, most] = [part("i", "scale"), part("span", "least"), part("span", "most")]
  const [raises, lowers] = [part("i", "edge raises"), part("i", "edge lowers")]
  const hint = part("span", "how", matchMedia("(hover: none)").matches ? TAP : POINT)
  const group = (/** @type {(HTMLElement | string)[]} */ ...items) => {
    const whole = part("span", "kind")
    whole.append(...items)
    return whole
  }
  const why = part("span", "why")
  why.hidden = true
  legend.append(
    group(least, scale, most),
    group(raises, "raises or"),
    group(lowers, "lowers the output"),
    hint,
    why,
  )
}

/**
 * Write the numbers of the layer that is shown, or of the first one.
 * @param {LiveNetwork.Live} live
 */
export function showLegend({ parts, layout, limits, signed, selection }) {
  const spot = shownSpot(selection)
  const blocks = [...layout.byNode.values()].filter(({ form }) => form === "maps" || form === "units")
  const block = blocks.find(({ node }) => node === spot?.node) ?? blocks[0]
  if (!block || !(block.node in limits)) return
  const limit = short(limits[block.node], 2)
  const isSigned = signed.has(block.node)
  find(parts.legend, ".scale").style.background = gradientOf("layer", !isSigned)
  write(find(parts.legend, ".least"), isSigned ? `−${limit}` : "0")
  write(find(parts.legend, ".most"), `${limit} in ${block.title}`)
}
