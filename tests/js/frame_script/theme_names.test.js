// The choice of the theme, copied to the names under which Streamlit looks for it on each page.
import assert from "node:assert/strict"
import { test } from "node:test"
import { copyChoice, namesOf } from "#ui/frame_script/theme_names.js"

const PATHS = ["filters", "relu"]

test("the names of all pages, at the root and below one", () => {
  const atRoot = ["/filters", "", "/", "/relu"].map((path) => `stActiveTheme-${path}-v2`)
  assert.deepEqual(namesOf("/filters", PATHS), atRoot)
  assert.deepEqual(new Set(namesOf("/", PATHS)), new Set(atRoot))
  const below = ["/a/b/relu", "/a/b", "/a/b/", "/a/b/filters"].map((path) => `stActiveTheme-${path}-v2`)
  assert.deepEqual(namesOf("/a/b/relu", PATHS), below)
  assert.equal(namesOf("/a/b/relu/", PATHS)[0], "stActiveTheme-/a/b/relu/-v2")
})

/** A storage that holds these texts. */
function storageOf(kept) {
  return {
    kept,
    getItem: (name) => kept[name] ?? null,
    setItem: (name, text) => (kept[name] = text),
    removeItem: (name) => delete kept[name],
  }
}

test("a choice replaces all others; a missing one takes them away", () => {
  const storage = storageOf({ one: "dark", two: "light" })
  copyChoice(storage, ["one", "two", "three"], false)
  assert.deepEqual(storage.kept, { one: "dark", two: "dark", three: "dark" })
  copyChoice(storage, ["none", "one", "three"], false)
  assert.deepEqual(storage.kept, { two: "dark" })
})

test("at the start only missing choices are filled in", () => {
  const storage = storageOf({ one: "dark", two: "light" })
  copyChoice(storage, ["one", "two", "three"], true)
  assert.deepEqual(storage.kept, { one: "dark", two: "light", three: "dark" })
  copyChoice(storage, ["none", "one"], true)
  assert.deepEqual(storage.kept, { one: "dark", two: "light", three: "dark" })
})
