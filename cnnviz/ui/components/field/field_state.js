// The state of the component: the unit that a hand moves, and what is drawn for it.
import { part, write } from "../shared/elements.js"
import { sharpen } from "../shared/picture.js"
import { drawField, drawTile } from "./field_pictures.js"
import { growth, seenBy, sizeSentence, unitAt, within } from "./receptive.js"

/** Time without change before Python is told, in ms. */
const REST = 300
/** @type {Record<string, Place>} */
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
/** The longest side of a layer's tile, in px. */
const TILE = 88

/**
 * Make the component in `root`; `take` gives it new data, `leave` ends its timer.
 * @param {HTMLElement} root
 */
export function makeField(root) {
  const state = /** @type {Field.State} */ ({ root, unit: [0, 0], rest: 0, held: false })
  build(state)
  const observer = new ResizeObserver(() => sharpen(state.image))
  return {
    take: (/** @type {Field.Message} */ data, /** @type {Field.Send} */ send) => {
      observer.observe(root)
      take(state, data, send)
    },
    leave: () => {
      observer.disconnect()
      clearTimeout(state.rest)
    },
  }
}

/** @param {Field.State} state */
function build(state) {
  const pictures = part("div", "pictures")
  const whole = figure("whole")
  const field = figure("part")
  Object.assign(state, {
    pictures,
    whole,
    field,
    image: part("img"),
    mark: part("div", "mark"),
    canvas: Object.assign(part("canvas"), { ariaLabel: "The field, enlarged" }),
  })
  state.canvas.setAttribute("role", "img")
  whole.frame.append(state.image, state.mark)
  whole.frame.tabIndex = 0
  whole.frame.setAttribute("role", "application")
  whole.frame.setAttribute("aria-label", "The image: arrow keys move the unit")
  field.frame.append(state.canvas)
  pictures.append(whole.element, part("div", "operator", "→"), field.element)
  state.sentence = part("p", "sentence")
  state.growth = part("div", "growth")
  state.heard = part("div", "heard")
  state.heard.setAttribute("aria-live", "polite")
  const top = part("div", "top")
  top.append(pictures, state.sentence)
  state.root.append(top, state.growth, state.heard)
  listen(state, whole.frame)
}

/** @param {string} name @returns {Field.Figure} */
function figure(name) {
  const element = part("figure", name)
  const frame = part("div", "frame")
  const caption = part("figcaption")
  const [label, detail] = [part("b"), part("span")]
  caption.append(label, detail)
  element.append(frame, caption)
  return { element, frame, label, detail }
}

/** @param {Field.State} state @param {HTMLElement} frame */
function listen(state, frame) {
  frame.addEventListener("pointerdown", (event) => {
    state.held = true
    frame.setPointerCapture(event.pointerId)
    follow(state, event)
  })
  frame.addEventListener("pointermove", (event) => state.held && follow(state, event))
  for (const end of ["pointerup", "pointercancel"]) frame.addEventListener(end, () => (state.held = false))
  frame.addEventListener("keydown", (event) => {
    const step = STEPS[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    moveTo(state, [state.unit[0] + step[0], state.unit[1] + step[1]])
  })
}

/** Move the unit below the pointer. @param {Field.State} state @param {PointerEvent} event */
function follow(state, event) {
  const { data, image } = state
  const box = image.getBoundingClientRect()
  const row = Math.floor(((event.clientY - box.y) / box.height) * data.height)
  const column = Math.floor(((event.clientX - box.x) / box.width) * data.width)
  moveTo(state, [unitAt(data.axes[0], row), unitAt(data.axes[1], column)])
}

/** @param {Field.State} state @param {Place} unit */
function moveTo(state, [row, column]) {
  const { axes } = state.data
  state.unit = [within(row, axes[0]), within(column, axes[1])]
  draw(state)
  clearTimeout(state.rest)
  state.rest = setTimeout(() => tell(state), REST)
}

/** @param {Field.State} state */
function tell(state) {
  write(
    state.heard,
    `${state.field.label.textContent}: ${state.field.detail.textContent}. ${state.sentence.textContent}`,
  )
  if (String(state.unit) === (state.sent ?? String(state.data.unit))) return
  state.sent = String(state.unit)
  state.send("unit", state.unit)
}

/**
 * Take Python's data; a unit that Python was told from here is an echo.
 * @param {Field.State} state
 * @param {Field.Message} data
 * @param {Field.Send} send
 */
function take(state, data, send) {
  const given = String(data.unit)
  const before = state.data
  state.send = send
  state.data = data
  if (!before || (given !== String(before.unit) && given !== state.sent)) state.unit = data.unit
  if (given === state.sent) state.sent = undefined
  state.unit = [within(state.unit[0], data.axes[0]), within(state.unit[1], data.axes[1])]
  nameLayers(state)
  show(state, data)
}

/** Draw once the image is decoded; until then the one before stays. @param {Field.State} state @param {Field.Message} data */
async function show(state, data) {
  const { image, root } = state
  if (image.getAttribute("src") !== data.src) {
    const next = new Image()
    next.src = data.src
    await next.decode().catch(() => {})
    if (state.data !== data) return
    Object.assign(image, { src: data.src, width: data.width, height: data.height })
    await image.decode().catch(() => {})
    if (state.data !== data) return
  }
  sharpen(image)
  draw(state)
  root.dataset.drawn = data.digest
}

/** One button for each layer, with what it sees. @param {Field.State} state */
function nameLayers(state) {
  const { data, growth: row } = state
  const names = ["pixel", ...data.names]
  while (row.children.length > names.length) row.lastElementChild?.remove()
  while (row.children.length < names.length) row.append(tile(state, row.children.length))
  const sizes = growth(data.axes[0])
  const largest = sizes[sizes.length - 1].size
  names.forEach((name, n) => {
    const one = row.children[n]
    const [canvas, label, size] = /** @type {HTMLElement[]} */ ([...one.children])
    write(label, n ? `${n}: ${name}` : "a pixel")
    write(size, `${sizes[n].size.toLocaleString("en-US")} × ${sizes[n].size.toLocaleString("en-US")}`)
    canvas.style.width = `${Math.max(6, (TILE * sizes[n].size) / largest)}px`
    if (n) one.setAttribute("aria-pressed", String(n - 1 === data.layer))
  })
}

/** @param {Field.State} state @param {number} n */
function tile(state, n) {
  const element = n ? part("button") : part("div", "tile")
  if (element instanceof HTMLButtonElement) {
    element.type = "button"
    element.className = "tile"
    element.addEventListener("click", () => state.send("layer", [n - 1]))
  }
  element.append(
    Object.assign(part("canvas"), { ariaHidden: "true", ariaLabel: "What this layer sees" }),
    part("b"),
    part("span"),
  )
  return element
}

/** @param {Field.State} state */
function draw(state) {
  const { data, unit, mark, whole, field, root } = state
  const [rows, columns] = data.axes.map((layers, axis) => seenBy(layers, unit[axis]))
  const [top, left] = [Math.max(rows.first, 0), Math.max(columns.first, 0)]
  const [bottom, right] = [Math.min(rows.last, data.height - 1), Math.min(columns.last, data.width - 1)]
  const percent = (/** @type {number} */ value, /** @type {number} */ of) => `${(100 * value) / of}%`
  Object.assign(mark.style, {
    top: percent(top, data.height),
    left: percent(left, data.width),
    height: percent(bottom - top + 1, data.height),
    width: percent(right - left + 1, data.width),
  })
  const places = `rows ${top} … ${bottom}, columns ${left} … ${right}`
  write(whole.label, data.label)
  write(whole.detail, data.detail)
  write(field.label, `Unit (${unit.join(", ")})`)
  write(field.detail, places)
  write(state.sentence, sizeSentence(data.names.length, rows, columns, data))
  state.image.alt = `The image. The unit sees ${places}.`
  state.canvas.setAttribute("aria-label", `What the unit sees: ${places}`)
  drawField(state, rows, columns)
  const sizes = growth(data.axes[0])
  sizes.forEach(({ size }, n) => {
    const canvas = /** @type {HTMLCanvasElement} */ (state.growth.children[n].firstElementChild)
    drawTile(canvas, state.image, [columns.first, rows.first], size)
  })
  root.dataset.field = JSON.stringify({ unit, top, left, bottom, right })
}
