// Numbers are loaded once, however many ask for them, and no longer than anybody wants them.
import assert from "node:assert/strict"
import { mock, test } from "node:test"
import { knownNumbers, numbersAt } from "#ui/shared/packed_numbers.js"

const HEAD = 16

/** Answer all requests when told to. */
function server() {
  const asked = []
  mock.method(globalThis, "fetch", (address, { signal }) => {
    const { promise, resolve, reject } = Promise.withResolvers()
    signal.addEventListener("abort", () => reject(signal.reason))
    asked.push({ address, signal, resolve })
    return promise
  })
  const answer = (n, ...bytes) => {
    const { buffer } = Uint8Array.from([...Array(HEAD).fill(0), ...bytes])
    asked[n].resolve({ ok: true, arrayBuffer: async () => buffer })
  }
  return { asked, answer }
}

test("planes that share their numbers load them once", async () => {
  const { asked, answer } = server()
  const all = Promise.all([1, 2, 3].map(() => numbersAt("/shared", "uint8", new AbortController().signal)))
  assert.deepEqual(
    asked.map(({ address }) => address),
    ["/shared"],
  )
  answer(0, 7, 8)
  for (const numbers of await all) assert.deepEqual([...numbers], [7, 8])
  assert.deepEqual([...(await numbersAt("/shared", "uint8"))], [7, 8])
  assert.equal(asked.length, 1)
})

test("the loading ends when nobody wants the numbers any more", async () => {
  const { asked, answer } = server()
  const [first, second] = [new AbortController(), new AbortController()]
  const both = [first, second].map(({ signal }) => numbersAt("/left", "uint8", signal))
  first.abort()
  assert.equal(asked[0].signal.aborted, false)
  second.abort()
  assert.equal(asked[0].signal.aborted, true)
  const again = numbersAt("/left", "uint8")
  for (const left of both) await assert.rejects(left, { name: "AbortError" })
  assert.equal(asked.length, 2)
  answer(1, 9)
  assert.deepEqual([...(await again)], [9])
  assert.deepEqual([...knownNumbers("/left")], [9])
})

test("numbers that have not come are asked for again", async () => {
  const { asked, answer } = server()
  const failed = numbersAt("/failed", "uint8")
  asked[0].resolve({ ok: false, statusText: "Not Found" })
  await assert.rejects(failed, /Not Found/)
  const again = numbersAt("/failed", "uint8")
  answer(1, 5)
  assert.deepEqual([...(await again)], [5])
})
