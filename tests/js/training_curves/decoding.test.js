// Decoding a training run's numbers.
import assert from "node:assert/strict"
import { test } from "node:test"
import { decoded } from "#ui/training_curves/decoding.js"

const packed = (...numbers) => Buffer.from(new Float32Array(numbers).buffer).toString("base64")
const line = (...numbers) => ({ x: packed(...numbers), loss: packed(), accuracy: packed(0.5) })

test("lines become arrays and everything else stays", () => {
  /** @type {any} */
  const message = {
    digest: "a",
    runs: [{ name: "Run 1", batches: line(1, 2), means: line(), tests: line(3) }],
  }
  const { digest, runs } = decoded(message)
  assert.equal(digest, "a")
  assert.equal(runs[0].name, "Run 1")
  assert.deepEqual([...runs[0].batches.x], [1, 2])
  assert.equal(runs[0].means.x.length, 0)
  assert.deepEqual([...runs[0].tests.accuracy], [0.5])
})
