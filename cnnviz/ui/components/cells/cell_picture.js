// The picture with the bar, its handles, and the receptive fields of both cells.
import { part, setAll, svg } from "../shared/elements.js"
import { barLevels, draggedTo, grabbedAt, poseAfter } from "./cell_bar.js"

/** Half the length of the arrow in the bar's middle, in pixels of the picture. */
const ARROW = 7

/**
 * Make the picture. `moved` is called with the pose that a hand or a key leads to.
 * @param {() => { data: Cells.Message, pose: Cells.Pose } | null} now
 * @param {(pose: Cells.Pose) => void} moved
 * @returns {Cells.Picture}
 */
export function makePicture(now, moved) {
  const element = part("div", "picture")
  element.tabIndex = 0
  element.setAttribute("role", "application")
  const canvas = part("canvas")
  canvas.setAttribute("role", "img")
  for (const one of [element, canvas]) one.setAttribute("aria-label", "A bar")
  const fields = [fieldOf("complex"), fieldOf("simple")]
  const arrow = svg("path", {
    class: "shift",
    d: `M0 ${-ARROW}V${ARROW}M-2 ${2 - ARROW}L0 ${-ARROW}L2 ${2 - ARROW}M-2 ${ARROW - 2}L0 ${ARROW}L2 ${ARROW - 2}`,
  })
  const middle = svg("rect", { class: "middle" })
  const ends = [svg("circle", { class: "end", r: 2.6 }), svg("circle", { class: "end", r: 2.6 })]
  const handles = svg("g", {})
  handles.append(middle, arrow, ...ends)
  const overlay = svg("svg", { class: "overlay", "aria-hidden": "true" })
  overlay.append(...fields.flat(), handles)
  element.append(canvas, overlay)
  listen(element, now, moved)
  return {
    element,
    draw: (data, pose) => {
      drawBar(canvas, data, pose)
      setAll(overlay, { viewBox: `0 0 ${data.side} ${data.side}` })
      drawField(fields[0], data.side, data.size + data.pool - 1)
      drawField(fields[1], data.side, data.size)
      placeHandles(handles, middle, ends, data, pose)
      const label = `A bar at ${pose.angle} degrees, shifted by ${pose.shift} pixels`
      canvas.setAttribute("aria-label", label)
      element.setAttribute("aria-label", `${label}. The left and right keys turn it, up and down shift it.`)
    },
    resize: (side) => Object.assign(element.style, { width: `${side}px`, height: `${side}px` }),
  }
}

/** @param {HTMLCanvasElement} canvas @param {Cells.Message} data @param {Cells.Pose} pose */
function drawBar(canvas, data, pose) {
  const { side } = data
  if (canvas.width !== side) Object.assign(canvas, { width: side, height: side })
  const levels = barLevels(data, pose, side)
  const pixels = new Uint32Array(side * side)
  for (let n = 0; n < pixels.length; n += 1) pixels[n] = 0xff000000 | (levels[n] * 0x010101)
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer), side)
  canvas.getContext("2d")?.putImageData(image, 0, 0)
}

/** A receptive field, on a halo that shows it on black. @param {string} kind */
function fieldOf(kind) {
  return [svg("rect", { class: `field ${kind} halo` }), svg("rect", { class: `field ${kind}` })]
}

/** @param {SVGElement[]} field @param {number} side @param {number} cells */
function drawField(field, side, cells) {
  const first = (side - cells) / 2
  for (const one of field) setAll(one, { x: first, y: first, width: cells, height: cells })
}

/**
 * @param {SVGElement} handles
 * @param {SVGElement} middle
 * @param {SVGElement[]} ends
 * @param {Cells.Message} data
 * @param {Cells.Pose} pose
 */
function placeHandles(handles, middle, ends, { side, barLength, barWidth }, { angle, shift }) {
  // SVG turns clockwise, and its y grows downwards.
  setAll(handles, {
    transform: `translate(${side / 2} ${side / 2}) rotate(${-angle}) translate(0 ${-shift})`,
  })
  setAll(middle, { x: -barLength / 4, y: -barWidth, width: barLength / 2, height: 2 * barWidth })
  ends.forEach((end, n) => setAll(end, { cx: (n ? 1 : -1) * (barLength / 2) }))
}

/**
 * A mouse grabs the bar anywhere; a finger grabs its handles, and moves the page elsewhere.
 * @param {HTMLElement} element
 * @param {() => { data: Cells.Message, pose: Cells.Pose } | null} now
 * @param {(pose: Cells.Pose) => void} moved
 */
function listen(element, now, moved) {
  /** @type {{ grab: Cells.Grab, box: DOMRect } | null} */
  let held = null
  element.addEventListener("pointerdown", (event) => {
    const current = now()
    const onHandle = event.target instanceof Element && event.target.closest(".end, .middle")
    if (!current || event.button !== 0 || (event.pointerType === "touch" && !onHandle)) return
    const box = element.getBoundingClientRect()
    const from = placeOfPointer(event, box, current.data.side)
    const kind = grabbedAt(current.data, current.pose, ...from)
    held = { grab: { kind, pose: current.pose, from }, box }
    element.setPointerCapture(event.pointerId)
  })
  element.addEventListener("pointermove", (event) => {
    const data = now()?.data
    if (!held || !data) return
    moved(draggedTo(held.grab, ...placeOfPointer(event, held.box, data.side), data.mostShift))
  })
  for (const end of ["pointerup", "pointercancel"]) element.addEventListener(end, () => (held = null))
  element.addEventListener("keydown", (event) => {
    const current = now()
    if (!current || event.ctrlKey || event.metaKey || event.altKey) return
    const pose = poseAfter(event.key, event.shiftKey, current.pose, current.data.mostShift)
    if (!pose) return
    event.preventDefault()
    event.stopPropagation()
    moved(pose)
  })
}

/**
 * A pointer's place from the centre, in pixels of the picture, upwards.
 * @param {PointerEvent} event
 * @param {DOMRect} box
 * @param {number} side
 * @returns {[x: number, y: number]}
 */
function placeOfPointer(event, box, side) {
  const scale = side / box.width
  return [(event.clientX - box.x) * scale - side / 2, side / 2 - (event.clientY - box.y) * scale]
}
