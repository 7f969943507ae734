// The numbers around the pointer, below the image and below the result, computed by the browser.

import { fillCells, makeCells } from "../magnifier/lens.js"
import { fitting, reading } from "../magnifier/plane_values.js"
import { steerByKeys, steerByPointer, within } from "../magnifier/steering.js"
import { find, part, write } from "../shared/elements.js"
import { pixelAt, responsesAt } from "./convolving.js"
import { resultIn, valuesIn } from "./frame_results.js"
import { jobOf, warmUp } from "./kernel_hand.js"

/** Milliseconds of rest before a screen reader announces the place. */
const QUIET = 500

/** The figures that have a lens: the image and the result. @param {LiveFilter.State} state */
function figuresOf({ root, data }) {
  const all = root.querySelectorAll("figure")
  return [all[data.places.image], all[data.places.result]]
}

/** Make room for the numbers, or take it away. @param {LiveFilter.State} state */
export function layOutLenses(state) {
  const { room, root, data } = state
  room.classList.toggle("magnified", data.side > 0)
  if (!data.side) {
    for (const element of root.querySelectorAll(".slide, .across, .down, .spot")) element.remove()
    write(find(room, ".reading"), "")
    return
  }
  for (const figure of figuresOf(state)) {
    if (!figure.querySelector(".slide")) {
      const slide = part("div", "slide")
      const lens = slide.appendChild(part("div", "lens"))
      lens.setAttribute("role", "img")
      slide.style.gridColumn = find(figure, ".frame").style.gridColumn
      figure.append(slide)
      find(figure, ".frame").append(part("div", "across"), part("div", "down"), part("div", "spot"))
    }
  }
  setLensColumns(state)
  warmUp(state).then(() => drawLenses(state))
}

/** Columns with room for numbers below the pictures. @param {LiveFilter.State} state */
function setLensColumns({ root, data }) {
  const columns = data.items.map((item) => {
    const width = item.kind === "cells" ? "minmax(4rem, 8rem)" : "minmax(0, 19rem)"
    return `${item.operator ? "auto " : ""}${width}`
  })
  root.style.gridTemplateColumns = columns.join(" ")
  root.style.maxWidth = "max-content"
}

/** Let the pointer and the keys move the place. @param {LiveFilter.State} state */
export function steerLenses(state) {
  const { root, data } = state
  root.tabIndex = data.side ? 0 : -1
  if (!data.side) return
  const size = data.pixels
  if (String(data.at) !== String(state.sentPlace)) state.place = data.at
  state.sentPlace = data.at
  state.place = [within(state.place[0], size.height), within(state.place[1], size.width)]
  const moved = (/** @type {Place} */ place) => {
    state.place = place
    state.moved = true
    state.lensFrame ??= requestAnimationFrame(() => {
      state.lensFrame = null
      drawLenses(state)
    })
  }
  const pick = () => data.camera || state.send("picked", [...state.place])
  for (const figure of figuresOf(state)) steerByPointer(find(figure, ".frame"), size, moved, pick)
  steerByKeys(root, size, () => state.place, moved, pick)
}

/** Show the place in both pictures, and the numbers around it. @param {LiveFilter.State} state */
export function drawLenses(state) {
  const { root, data } = state
  if (!data.side || !state.place) return
  const { width, height } = data.pixels
  const [row, column] = state.place
  root.dataset.row = String(row)
  root.dataset.column = String(column)
  const places = {
    down: (row + 0.5) / height,
    across: (column + 0.5) / width,
    "pixel-wide": 1 / width,
    "pixel-tall": 1 / height,
  }
  for (const [name, value] of Object.entries(places)) root.style.setProperty(`--${name}`, String(value))
  const planes = planesOf(state)
  const lenses = figuresOf(state).map((figure) => find(figure, ".lens"))
  const side = Math.min(...lenses.map((lens, n) => fitting(data.side, lens.clientWidth, planes[n])))
  const known = readable(state)
  const half = (side - 1) / 2
  lenses.forEach((lens, n) => {
    const { read, size, place } = known?.[n] ?? { size: data.pixels, place: state.place }
    makeCells(lens, planes[n], side, side)
    fillCells(lens, planes[n], read, size, [place[0] - half, place[1] - half], place)
    lens.setAttribute(
      "aria-label",
      `${data.items[n ? data.places.result : data.places.image].label}: numbers around the place`,
    )
  })
  const values = known ? known.map(({ read, place }) => read(place)) : [undefined]
  say(state, reading(planes, values, state.place))
  if (known) root.dataset.read = data.digest
}

/** The looks of both planes. @param {LiveFilter.State} state */
function planesOf(state) {
  const { view, mean } = state.camera.seen()?.job ?? jobOf(state)
  const channels = mean ? 1 : state.data.pixels.channels
  const result = state.data.items[state.data.places.result]
  const look =
    (state.hand.pending || state.data.camera) && state.look
      ? state.look
      : /** @type {LiveFilter.Look} */ (result)
  const pixels = { kind: /** @type {const} */ ("pixels"), colours: /** @type {const} */ ("pixels"), limit: 1 }
  const map = { kind: /** @type {const} */ ("signed"), colours: look.colours, limit: look.limit }
  const rest = { type: /** @type {const} */ ("float32"), tint: /** @type {const} */ (""), channels }
  return [
    { ...pixels, ...rest, operator: "" },
    { ...(view === "clipped" ? pixels : map), ...rest, operator: "→" },
  ]
}

/** For both planes, what reads the numbers, and the place in it; null before there are numbers. @param {LiveFilter.State} state @returns {LiveFilter.Readable[] | null} */
function readable(state) {
  const seen = state.camera.seen()
  if (state.data.camera ? !seen : !state.image) return null
  const { image, plan, border, mean, view } = seen?.job ?? jobOf(state)
  const result = seen ? resultIn(seen, state.place) : { size: image, place: state.place }
  const values = (/** @type {Place} */ place) =>
    seen ? valuesIn(seen.results, place) : responsesAt(image, plan, border, mean, place)
  const bounded = (/** @type {number} */ value) => Math.min(1, Math.max(0, value))
  return [
    { read: (place) => pixelAt(image, mean, ...place), size: image, place: state.place },
    { read: (place) => (view === "clipped" ? values(place).map(bounded) : values(place)), ...result },
  ]
}

/** Write the line; a screen reader announces it when the hand rests. @param {LiveFilter.State} state @param {string} text */
function say(state, text) {
  write(find(state.room, ".reading"), text)
  clearTimeout(state.quiet)
  if (state.moved) state.quiet = setTimeout(() => write(find(state.room, ".spoken"), text), QUIET)
}
