// Where the card stands.
import assert from "node:assert/strict"
import { test } from "node:test"
import { placed } from "#ui/live_network/card_place.js"

const ROOM = { left: 0, top: 0, width: 1200, height: 600 }
const CARD = { width: 800, height: 273 }
const map = (left, top) => ({ left, top, width: 52, height: 52 })

test("the card stands below the map if there is room", () => {
  assert.deepEqual(placed(CARD, map(300, 120), ROOM, 1100), { left: 0, top: 186, below: true })
})

test("the card stands above a map that is low", () => {
  assert.deepEqual(placed(CARD, map(500, 400), ROOM, 1100), { left: 126, top: 113, below: false })
})

test("where neither has room, the card stands where there is more", () => {
  const low = { ...ROOM, height: 300 }
  assert.equal(placed(CARD, map(500, 200), low, 1100).below, false)
  assert.equal(placed(CARD, map(500, 20), low, 1100).below, true)
})

test("for every map the card covers neither the map nor the winner", () => {
  for (let left = 0; left < 1000; left += 37)
    for (let top = 0; top < 540; top += 23) {
      const about = map(left, top)
      const at = placed(CARD, about, ROOM, 1080)
      assert.ok(at.left >= 0 && at.left + CARD.width <= 1080)
      assert.ok(at.top >= top + 52 || at.top + CARD.height <= top)
    }
})
