// Sentences about training runs.
import assert from "node:assert/strict"
import { test } from "node:test"
import { momentText, numbersAt, summary } from "#ui/training_curves/curves_text.js"

/** Only the fields that are read. @type {any} */
const RUN = {
  name: "Run 1",
  means: { x: [0.5, 1, 1.5], loss: [2, 1, 0.5], accuracy: [0.3, 0.6, 0.8] },
  tests: { x: [1], loss: [0.9], accuracy: [0.7] },
}

test("the numbers are those of the nearest batch and of the last test before", () => {
  assert.deepEqual(numbersAt([RUN], 0.6), ["Run 1: loss 2, accuracy 30 %"])
  assert.deepEqual(numbersAt([RUN], 1.4), ["Run 1: loss 0.5, accuracy 80 %, test 0.9 and 70 %"])
  assert.deepEqual(numbersAt([{ ...RUN, means: { x: [], loss: [], accuracy: [] } }], 1), [])
})

test("a panel is summed up by its last tests", () => {
  assert.equal(summary([RUN], "accuracy"), "Accuracy over the epochs; test digits: Run 1 70 %")
  assert.equal(summary([], "loss"), "Loss over the epochs")
})

test("a moment is told by its batches and its epoch", () => {
  const moments = { steps: [1, 20], epochs: [0.05, 1] }
  assert.equal(momentText(moments, 0), "after 1 batch, epoch 0.05")
  assert.equal(momentText(moments, null), "newest, after 20 batches, epoch 1.00")
  assert.equal(momentText({ steps: [], epochs: [] }, null), "nothing recorded yet")
})
