import assert from "node:assert/strict"
import { test } from "node:test"
import { placedInFrame } from "../../../cnnviz/ui/components/exciting/field_in_picture.js"

test("a field inside its picture stands where it is", () => {
  const { aspect, picture, field } = placedInFrame({ width: 20, height: 10 }, [2, 5, 4, 10])
  assert.equal(aspect, 2)
  assert.deepEqual(picture, { top: 0, left: 0, height: 100, width: 100 })
  assert.deepEqual(field, { top: 20, left: 25, height: 20, width: 25 })
})

test("a field beyond the edges has room around the picture", () => {
  const { aspect, picture, field } = placedInFrame({ width: 10, height: 10 }, [-5, 0, 15, 10])
  assert.equal(aspect, 0.5)
  assert.deepEqual(picture, { top: 25, left: 0, height: 50, width: 100 })
  assert.deepEqual(field, { top: 0, left: 0, height: 100, width: 100 })
})
