// Logits worth a look, for any true class. No DOM here.
import { rivalOf } from "./losses.js"

export const LIMIT = 1e6
const PRESETS = {
  equal: [0, 0, 0],
  doubtful: [2, 2.5, -1],
  confident: [0, 8, 0],
  huge: [-LIMIT, LIMIT, 0],
}
export const PRESET_NAMES = {
  equal: "All equal",
  doubtful: "Doubtful mistake",
  confident: "Confident mistake",
  huge: "Huge",
}

/** Ten logits: that of the true class, that of its rival, and that of the others. */
export function preset(name, logits, truth) {
  const [actual, wrong, others] = PRESETS[name]
  const rival = rivalOf(logits, truth)
  return logits.map((_, n) => (n === truth ? actual : n === rival ? wrong : others))
}
