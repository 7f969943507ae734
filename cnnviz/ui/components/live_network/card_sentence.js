// The arithmetic of one number as a sentence for screen readers. No DOM here.
import { countOf, linesOf, shareText } from "./card_lines.js"
import { cellName, functionName } from "./card_names.js"
import { lined } from "./card_numbers.js"
import { entriesOf, othersName } from "./card_terms.js"

/** Most products that are read out. */
const MOST_SPOKEN = 3

/**
 * A sentence such as "Convolution 1, map 5, row 10, column 12: 1 × 0.21 + … + bias −0.19 = 0.33; ReLU 0.33".
 * @param {Network.Insight} insight
 * @param {Card.Surroundings} around
 */
export function sentenceOf(insight, around) {
  const spoken = insight.rule === "weighted sum" ? weighed(insight) : plain(insight)
  return `${cellName(insight.name, insight.cell, around)}: ${spoken}`
}

/** @param {Network.Insight} insight */
function weighed(insight) {
  const { bias, before } = insight
  const products = strongestProducts(insight)
  const added = bias ? ` + bias ${lined(bias)}` : ""
  const sum = products.length ? products.join(" + ") : "0"
  return `${sum}${added} = ${lined(before)}${activated(insight)}`
}

/**
 * The strongest products, and the sum of the others that are not 0.
 * @param {Network.Insight} insight
 */
function strongestProducts(insight) {
  const some = entriesOf(insight).filter(({ product }) => product !== 0)
  const spoken = some.slice(0, MOST_SPOKEN)
  const texts = spoken.map(({ value, weight }) => `${lined(value)} × ${lined(weight)}`)
  const count = some.length + insight.rest.count - spoken.length
  if (!count) return texts
  const sum = insight.before - insight.bias - spoken.reduce((total, { product }) => total + product, 0)
  return [...texts, `${othersName(count)} ${lined(sum)}`]
}

/** @param {Network.Insight} insight */
function activated({ cell, shares, activation, value }) {
  if (shares)
    return `; softmax divides its exponential by the sum of all ${shares.logits.length}: ${shareText(shares, cell[2])}`
  return activation === "linear" ? "" : `; ${functionName(activation)} ${lined(value)}`
}

/** @param {Network.Insight} insight */
function plain(insight) {
  const { rule, slices, value } = insight
  if (rule === "maximum" || rule === "mean") {
    const numbers = slices[0].window.filter((one) => !Number.isNaN(one)).map(lined)
    const name = rule === "maximum" ? "largest" : "mean"
    return `the ${name} of ${countOf(insight) > 9 ? `${countOf(insight)} numbers` : numbers.join(", ")} is ${lined(value)}`
  }
  return linesOf(insight)
    .flat()
    .map(({ word, value }) => [word, value].filter(Boolean).join(" "))
    .join(" ")
}
