// The colour scale below a signed picture: blue, neutral, orange, with numbers.
import { written } from "./plane_values.js"

/**
 * Show the scale with its ends; pixels need none.
 * @param {HTMLElement} scale
 * @param {Magnifier.PlaneData} plane
 */
export function drawScale(scale, plane) {
  scale.hidden = plane.kind !== "signed"
  if (scale.hidden || scale.dataset.limit === String(plane.limit)) return
  scale.dataset.limit = String(plane.limit)
  const end = written(plane.limit, "signed")
  scale.innerHTML = `<i></i><i></i><em>≤ −${end}</em><em>0</em><em>≥ ${end}</em>`
}
