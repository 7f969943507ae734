// The secret that a browser stores.
import assert from "node:assert/strict"
import { test } from "node:test"
import { secretIn } from "#ui/visitor_secret/secret.js"

/** A storage that holds one text. */
function storageOf(kept = null) {
  return { kept, getItem: () => storage.kept, setItem: (_, text) => (storage.kept = text) }
}
let storage = storageOf()

test("a secret is made when it is needed, and then stays", () => {
  storage = storageOf()
  assert.equal(
    secretIn(() => storage, false),
    null,
  )
  const made = secretIn(() => storage, true)
  assert.match(made, /^[0-9a-f]{32}$/)
  assert.equal(
    secretIn(() => storage, true),
    made,
  )
})

test("what is no secret is replaced; a browser that keeps nothing has none", () => {
  storage = storageOf("stranger's")
  assert.match(
    secretIn(() => storage, true),
    /^[0-9a-f]{32}$/,
  )
  const closed = () => {
    throw new Error("storage is closed")
  }
  assert.equal(secretIn(closed, true), null)
})
