// What is said of a volume: what it does, and how its parameters and multiplications are counted.
import { part, write } from "../shared/elements.js"
import { percent } from "../shared/numbers.js"

const HINT = "Click a block to unfold it. Drag to move. Point at a volume to see how its numbers are counted."

/** @returns {Opened.Card} */
export function makeOpenedCard() {
  const element = part("div", "card")
  const [title, first, second] = [part("b"), part("span", "parameters"), part("span", "multiplications")]
  element.append(title, first, second)
  return {
    element,
    show: (data, layout, spot) => {
      const told = spot ? toldOfSpot(data, layout, spot) : null
      write(title, told?.title ?? HINT)
      write(first, told?.parameters ?? "")
      write(second, told?.multiplications ?? "")
      first.hidden = second.hidden = !told
    },
  }
}

/**
 * What is said of a volume.
 * @param {Opened.Message} data
 * @param {Opened.Layout} layout
 * @param {Opened.Spot} spot
 */
export function toldOfSpot(data, { placed }, { placed: index, box }) {
  const { section, part: piece } = placed[index]
  const layer = piece.boxes[box][6]
  if (section < 0) return { title: `The input: ${data.input_shape}.`, parameters: "", multiplications: "" }
  const folded = data.sections[section]
  if (layer < 0 && folded.unfolded.length) return { title: folded.told, ...countsOf(data, folded, "", "") }
  const own = data.layers[layer < 0 ? folded.first : layer]
  return { title: `${own.name}: ${own.code} → ${own.shape}`, ...countsOf(data, own, own.product, own.work) }
}

/**
 * @param {Opened.Message} data
 * @param {Opened.Costs} costs
 * @param {string} product
 * @param {string} work
 */
function countsOf({ totals }, costs, product, work) {
  const counted = product.includes("=") ? product : costs.parameters.toLocaleString("en")
  const share = (/** @type {"parameters" | "multiplications"} */ what) =>
    costs[what] ? ` (${percent(costs[what] / totals[what])} of all)` : ""
  return {
    parameters: `Parameters: ${counted}${share("parameters")}`,
    multiplications: `Multiplications: ${work || costs.multiplications.toLocaleString("en")}${share("multiplications")}`,
  }
}
