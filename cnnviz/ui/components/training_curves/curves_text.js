// Sentences about the curves: numbers under the pointer, summaries, the current moment. No DOM here.
import { percent } from "../shared/numbers.js"
import { lossText, nearest } from "./curves_scales.js"

/**
 * Each run's numbers at an epoch: those of the nearest batch, and of the last test before.
 * @param {TrainingCurves.Run[]} runs
 * @param {number} epoch
 */
export function numbersAt(runs, epoch) {
  return runs.flatMap(({ name, means, tests }) => {
    const at = nearest(means.x, epoch)
    if (at < 0) return []
    const test = [...tests.x].findLastIndex((x) => x <= epoch + 1e-6)
    const tested = test < 0 ? "" : `, test ${lossText(tests.loss[test])} and ${percent(tests.accuracy[test])}`
    return [`${name}: loss ${lossText(means.loss[at])}, accuracy ${percent(means.accuracy[at])}${tested}`]
  })
}

/**
 * A summary of a panel for screen readers.
 * @param {TrainingCurves.Run[]} runs
 * @param {TrainingCurves.Measure} measure
 */
export function summary(runs, measure) {
  const ends = runs.flatMap(({ name, tests }) => {
    const last = tests[measure].at(-1)
    return last === undefined ? [] : [`${name} ${measure === "loss" ? lossText(last) : percent(last)}`]
  })
  const name = measure === "loss" ? "Loss over the epochs" : "Accuracy over the epochs"
  return ends.length ? `${name}; test digits: ${ends.join(", ")}` : name
}

/**
 * The description of a moment; index null is the newest.
 * @param {TrainingCurves.Moments} given
 * @param {number | null} index
 */
export function momentText({ steps, epochs }, index) {
  if (!steps.length) return "nothing recorded yet"
  const at = index ?? steps.length - 1
  const text = `after ${steps[at]} ${steps[at] === 1 ? "batch" : "batches"}, epoch ${epochs[at].toFixed(2)}`
  return index === null ? `newest, ${text}` : text
}
