import assert from "node:assert/strict"
import { test } from "node:test"
import { pushSizes } from "../../../cnnviz/ui/components/pushed_picture/push_sizes.js"

test("on a projector four pictures stand in a row above the chart", () => {
  assert.deepEqual(pushSizes(1200, 720), { narrow: false, side: 224, chart: { width: 665, height: 144 } })
})

test("on a phone two pictures stand side by side", () => {
  const { narrow, side, chart } = pushSizes(360, 844)
  assert.deepEqual([narrow, side, chart.width], [true, 168, 348])
})

test("four pictures fit, in whole pixels of a digit, and no picture is smaller than one", () => {
  for (let width = 640; width < 2400; width += 37) {
    const { side } = pushSizes(width, 900)
    assert.ok(4 * side + 3 * 28 <= width - 12)
    assert.equal(side % 28, 0)
  }
  assert.equal(pushSizes(40, 100).side, 28)
})
