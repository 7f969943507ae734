// Interesting logits for any true class. No DOM here.
import { LOGIT_PRESETS } from "../shared/facts.js"
import { rivalOf } from "./losses.js"

export const PRESET_NAMES = {
  equal: "All equal",
  doubtful: "Doubtful mistake",
  confident: "Confident mistake",
  huge: "Huge",
}

/**
 * Ten logits: the true class's, its rival's, and the same for all others.
 * @param {Softmax.PresetName} name
 * @param {number[]} logits
 * @param {number} truth
 */
export function preset(name, logits, truth) {
  const [actual, wrong, others] = LOGIT_PRESETS[name]
  const rival = rivalOf(logits, truth)
  return logits.map((_, n) => (n === truth ? actual : n === rival ? wrong : others))
}
