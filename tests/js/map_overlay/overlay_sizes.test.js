import assert from "node:assert/strict"
import { test } from "node:test"
import { overlaySizes } from "../../../cnnviz/ui/components/map_overlay/overlay_sizes.js"

test("on a projector three pictures and the slider stand in one row", () => {
  assert.deepEqual(overlaySizes(1212, 720, 3), { side: 308, beside: true })
})

test("where the slider would make the pictures smaller, it stands below them", () => {
  assert.deepEqual(overlaySizes(950, 768, 3), { side: 280, beside: false })
})

test("on a phone two pictures stand side by side", () => {
  assert.deepEqual(overlaySizes(366, 844, 3), { side: 168, beside: false })
})

test("a picture is never smaller than a digit", () => {
  assert.equal(overlaySizes(40, 100, 3).side, 28)
})

test("all pictures fit side by side", () => {
  for (let width = 640; width < 2400; width += 37) {
    const { side, beside } = overlaySizes(width, 900, 3)
    assert.ok(3 * side + 2 * 16 + (beside ? 210 : 0) <= width - 12)
    assert.equal(side % 28, 0)
  }
})
