import assert from "node:assert/strict"
import { test } from "node:test"
import {
  changeDetail,
  changeTitle,
  sizeText,
  spokenPush,
} from "../../../cnnviz/ui/components/pushed_picture/push_text.js"

test("the size of a push and of its enlargement are said", () => {
  assert.equal(sizeText(3), "3 of 255")
  assert.equal(changeTitle(42), "The change, × 42")
  assert.equal(changeTitle(1), "The change, true size")
  assert.equal(changeDetail(0), "No change yet.")
  assert.equal(changeDetail(1), "Grey: no change.")
})

test("a screen reader hears both answers", () => {
  const said = { name: "espresso", share: "37.7 %", turned: true }
  const random = { name: "tiger cat", share: "38.5 %", turned: false }
  assert.equal(spokenPush(said, random, 3), "Push 3 of 255: espresso 37.7 %. At random: tiger cat 38.5 %.")
})
