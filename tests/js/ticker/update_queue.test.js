// The queue of updates, and the time that each stays.
import assert from "node:assert/strict"
import { test } from "node:test"
import { pause, waiting } from "#ui/ticker/update_queue.js"

/** @type {(...places: number[]) => any[]} */
const items = (...places) => places.map((at) => ({ at }))
const MESSAGE = { updates: items(3, 4, 5), of: "a", every: 1 }

for (const [name, state, message, expected] of /** @type {[string, any, object, number[]][]} */ ([
  ["nothing shown yet: the newest", { shown: null, queue: [] }, {}, [5]],
  ["another run: the newest", { shown: { of: "b", at: 4 }, queue: items(1) }, {}, [5]],
  ["one shown: what comes after it", { shown: { of: "a", at: 3 }, queue: [] }, {}, [4, 5]],
  ["one waits: what comes after it", { shown: { of: "a", at: 2 }, queue: items(4) }, {}, [4, 5]],
  ["no rhythm: the newest", { shown: { of: "a", at: 3 }, queue: [] }, { every: 0 }, [5]],
  ["nothing new: the newest", { shown: { of: "a", at: 5 }, queue: [] }, {}, [5]],
  [
    "too many: the last two seconds' worth",
    { shown: { of: "a", at: 0 }, queue: [] },
    { updates: items(...Array(30).keys()) },
    [20, 21, 22, 23, 24, 25, 26, 27, 28, 29],
  ],
]))
  test(name, () => {
    assert.deepEqual(waiting(state, { ...MESSAGE, ...message }), items(...expected))
  })

test("the time until the next message is shared out", () => {
  assert.equal(pause(4, 1), 250)
  assert.equal(pause(0, 1), 1000)
})
