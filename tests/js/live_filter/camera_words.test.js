// How fast the camera is, and how large a frame may be.
import assert from "node:assert/strict"
import { test } from "node:test"
import { boundedSize, makePace, paceText } from "#ui/live_filter/camera_words.js"

test("a pace is unknown at first, and then that of the last two seconds", () => {
  const pace = makePace()
  assert.equal(pace.perSecond(), null)
  for (let n = 0; n <= 4; n += 1) pace.count(10 + n, 100 * n)
  assert.equal(pace.perSecond(), null)
  pace.count(15, 500)
  assert.equal(pace.perSecond(), 10)
  for (let n = 1; n <= 30; n += 1) pace.count(15 + 3 * n, 500 + 100 * n)
  assert.equal(pace.perSecond(), 30)
  pace.reset()
  assert.equal(pace.perSecond(), null)
})

test("a pace in words", () => {
  assert.equal(paceText(null), "")
  assert.equal(paceText(29.7, " from the camera"), "30 frames a second from the camera")
})

test("a large frame becomes smaller in its own proportions, a small one stays", () => {
  assert.deepEqual(boundedSize({ width: 640, height: 480 }, 640), { width: 640, height: 480 })
  assert.deepEqual(boundedSize({ width: 1920, height: 1080 }, 640), { width: 640, height: 360 })
  assert.deepEqual(boundedSize({ width: 480, height: 1280 }, 640), { width: 240, height: 640 })
  assert.deepEqual(boundedSize({ width: 5000, height: 1 }, 640), { width: 640, height: 1 })
})
