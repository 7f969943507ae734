// Interesting logits for any true class. No DOM here.
import { LARGEST_NUMBER } from "../shared/facts.js"
import { rivalOf } from "./losses.js"

const PRESETS = {
  equal: [0, 0, 0],
  doubtful: [2, 2.5, -1],
  confident: [0, 8, 0],
  huge: [-LARGEST_NUMBER, LARGEST_NUMBER, 0],
}
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
  const [actual, wrong, others] = PRESETS[name]
  const rival = rivalOf(logits, truth)
  return logits.map((_, n) => (n === truth ? actual : n === rival ? wrong : others))
}
