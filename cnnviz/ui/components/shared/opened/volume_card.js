// What is said of a volume: what it does, and how its parameters and multiplications are counted.
import { part, write } from "../elements.js"
import { percent } from "../numbers.js"

/** @param {string} hint what it says of no volume @returns {Opened.Card} */
export function makeOpenedCard(hint) {
  const element = part("div", "card")
  const [title, first, second] = [part("b"), part("span", "parameters"), part("span", "multiplications")]
  element.append(title, first, second)
  return {
    element,
    show: (data, layout, spot) => {
      const told = spot ? toldOfSpot(data, layout, spot) : null
      write(title, told?.title ?? hint)
      write(first, told?.parameters ?? "")
      write(second, told?.multiplications ?? "")
      first.hidden = second.hidden = !told?.parameters
    },
  }
}

/**
 * What is said of a volume.
 * @param {Opened.Drawing} data
 * @param {Opened.Layout} layout
 * @param {Opened.Spot} spot
 */
export function toldOfSpot(data, { placed }, { placed: index, box }) {
  const { section, part: piece } = placed[index]
  const [layer, isMisfit] = [piece.boxes[box][6], piece.boxes[box][10]]
  if (section < 0) return { title: `The input: ${data.input_shape}.`, parameters: "", multiplications: "" }
  const whole = data.sections[section]
  if (isMisfit) return { title: whole.told, parameters: "", multiplications: "" }
  if (layer < 0) return { title: whole.told, ...countsOf(data, whole, "", "") }
  const own = data.layers[layer]
  return { title: `${own.name}: ${own.code} → ${own.shape}`, ...countsOf(data, own, own.product, own.work) }
}

/**
 * @param {Opened.Drawing} data
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
