// The panel beside the pictures: what of the kernel can be changed by a slider or a field.
import { makeField, makeSlider } from "./controls.js"
import { memberName } from "./kernel_text.js"

/**
 * Make the controls; `changed` is called with the event and the value for Python, and with the kernel.
 * @param {HTMLElement} element
 * @param {LiveFilter.Changed} changed
 * @returns {LiveFilter.Panel}
 */
export function makePanel(element, changed) {
  const panel = /** @type {LiveFilter.Panel} */ ({ table: null, late: null })
  const member = (/** @type {boolean} */ rests) => {
    const { family } = panel.data
    if (!family) return
    if (!panel.table) {
      panel.late = { rests } // until the table has come
      return
    }
    const [size, angle] = [family.sizes[panel.at[0]], family.angles[panel.at[1]] ?? null]
    changed("member", [size, angle], memberOf(family, panel.table, panel.at), rests)
  }
  panel.catchUp = () => {
    const { late } = panel
    panel.late = null
    if (late) member(late.rests)
  }
  const slide =
    (/** @type {0 | 1} */ which) => (/** @type {number} */ index, /** @type {boolean} */ rests) => {
      panel.at[which] = index
      member(rests)
    }
  const parts = (/** @type {Partial<LiveFilter.Kernel>} */ part, /** @type {boolean} */ rests) => {
    const kernel = { ...panel.kernel, ...part, name: panel.data.custom }
    changed("parts", [kernel.divisor, kernel.offset * 255], kernel, rests)
  }
  const size = makeSlider("Size", slide(0))
  const angle = makeSlider("Angle", slide(1))
  const divisor = makeField("Divide by", (value, rests) => parts({ divisor: value }, rests))
  const offset = makeField("Then add (of 255)", (value, rests) => parts({ offset: value / 255 }, rests))
  element.append(size.element, angle.element, divisor.element, offset.element)
  panel.show = (data, kernel) => {
    Object.assign(panel, { data, kernel })
    const { family } = data
    if (family && kernel === data.kernel) panel.at = [...family.at]
    const [sizes, angles] = family ? [family.sizes, family.angles] : [[], []]
    size.show(sizes.length, panel.at?.[0] ?? 0, `${kernel.weights.length} × ${kernel.weights[0].length}`)
    angle.show(angles.length, panel.at?.[1] ?? 0, `${angles[panel.at?.[1]]}°`)
    divisor.show(kernel.divisor)
    offset.show(Number((kernel.offset * 255).toFixed(6)))
  }
  return panel
}

/**
 * A member of a family from its table: for each size and angle a divisor, then the weights of all.
 * @param {LiveFilter.Family} family
 * @param {ArrayLike<number>} table
 * @param {[size: number, angle: number]} at
 * @returns {LiveFilter.Kernel}
 */
export function memberOf({ name, sizes, angles }, table, [s, a]) {
  const turns = Math.max(1, angles.length)
  const smaller = sizes.slice(0, s).reduce((sum, size) => sum + size ** 2, 0)
  const start = sizes.length * turns + smaller * turns + a * sizes[s] ** 2
  const size = sizes[s]
  const weights = Array.from({ length: size }, (_, r) =>
    Array.from({ length: size }, (_, c) => table[start + r * size + c]),
  )
  return {
    name: memberName(name, size, angles[a] ?? null),
    weights,
    divisor: table[s * turns + a],
    offset: 0,
  }
}
