// What takes text, so that PageUp and PageDown stay with it.
import assert from "node:assert/strict"
import { test } from "node:test"
import { takesText } from "#ui/frame_script/text_field.js"

function element(tagName, attributes = {}, isContentEditable = false) {
  return { tagName, isContentEditable, getAttribute: (name) => attributes[name] ?? null }
}

test("fields for text and numbers take text, also those without a type", () => {
  for (const type of ["text", "number", "search", "email", "password"])
    assert.ok(takesText(element("INPUT", { type })), type)
  assert.ok(takesText(element("INPUT")))
  assert.ok(takesText(element("TEXTAREA")))
  assert.ok(takesText(element("DIV", {}, true)))
})

test("sliders, ticks, buttons and lists take none, although a list can be searched", () => {
  for (const type of ["range", "checkbox", "radio", "button", "file"])
    assert.ok(!takesText(element("INPUT", { type })), type)
  assert.ok(!takesText(element("INPUT", { type: "text", role: "combobox" })))
  for (const name of ["SELECT", "BUTTON", "DIV", "BODY"]) assert.ok(!takesText(element(name)), name)
})
