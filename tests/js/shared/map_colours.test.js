// The numbers of a colour scale.
import assert from "node:assert/strict"
import { test } from "node:test"
import { scaleNames } from "#ui/shared/map_colours.js"

test("a scale tells its ends and 0", () => {
  assert.deepEqual(scaleNames("signed", 2.0678), ["≤ −2.07", "0", "≥ 2.07"])
  assert.deepEqual(scaleNames("weights", 0.00012345), ["≤ −0.000123", "0", "≥ 0.000123"])
  assert.deepEqual(scaleNames("signed", 3921.57), ["≤ −3922", "0", "≥ 3922"])
  assert.deepEqual(scaleNames("signed", 2e12), ["≤ −2.0e12", "0", "≥ 2.0e12"])
  assert.deepEqual(scaleNames("strength", 1), ["0", "|value|", "≥ 1"])
  assert.deepEqual(scaleNames("grey", 1), ["0", "", "≥ 1"])
})
