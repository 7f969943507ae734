// Why the camera shows nothing.
import assert from "node:assert/strict"
import { test } from "node:test"
import { reasonOf } from "#ui/shared/camera/camera_reasons.js"

const NAMES = ["SecurityError", "NotAllowedError", "NotFoundError", "NotReadableError", "Ended", "Unknown"]

test("each reason has its own words, which say what to do, in short sentences", () => {
  const reasons = NAMES.map(reasonOf)
  assert.equal(new Set(reasons).size, NAMES.length)
  for (const reason of reasons)
    for (const sentence of reason.split(". ")) assert.ok(sentence.split(" ").length <= 15, sentence)
})
