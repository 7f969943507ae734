// Pictures side by side, one place marked in all of them, and the numbers around it.
import { drawPicture, sharpen } from "../shared/picture.js"
import { drawScale } from "./legend.js"
import { fillCells, makeCells, moveMark } from "./lens.js"
import { steerByKeys, steerByPointer, within } from "./steering.js"
import { fitting, reading, sample, unpack } from "./values.js"

/** What each magnifier on the page shows, and where. */
const glasses = new WeakMap()
/** Numbers that have come, by their address, the latest last. */
const fetched = new Map()
const KEPT = 8
/** Milliseconds of rest after which a screen reader is told the place. */
const QUIET = 500

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".stage")
  const glass = glasses.get(root) ?? { root, place: null }
  glasses.set(root, glass)
  take(glass, data)
  layOut(root, data)
  describe(root, data)
  const stop = new AbortController()
  const pick = data.picks ? () => pickPlace(glass, setTriggerValue) : null
  steer(glass, pick)
  const observer = new ResizeObserver(() => fit(glass))
  observer.observe(root)
  draw(glass)
  show(glass, stop.signal)
  return () => {
    stop.abort()
    observer.disconnect()
  }
}

/** Take in what is to be shown. The place stays, unless the server names another than was picked last. */
function take(glass, data) {
  const told = String(data.at)
  if (told !== glass.told && told !== glass.picked) glass.place = data.at
  glass.place = [within(glass.place[0], data.height), within(glass.place[1], data.width)]
  Object.assign(glass, { data, told, drawn: null, numbers: data.planes.map((plane) => fetched.get(plane.numbers)) })
}

/** Tell the server the place. When it comes back as the one to begin with, the pointer is elsewhere by then. */
function pickPlace(glass, setTriggerValue) {
  glass.picked = String(glass.place)
  setTriggerValue("picked", [...glass.place])
}

/** Show the pictures; when they stand, get the numbers: a picture that is soon replaced needs none. */
async function show(glass, signal) {
  const { root, data } = glass
  root.dataset.wanted = data.digest
  const frames = root.querySelectorAll(".frame")
  await Promise.all(data.planes.map((plane, n) => drawPicture(frames[n], { ...plane, mark: null })))
  if (signal.aborted) return
  root.dataset.drawn = data.digest
  await new Promise(globalThis.requestIdleCallback ?? setTimeout)
  if (signal.aborted) return
  try {
    glass.numbers = await Promise.all(data.planes.map((plane) => get(plane, signal)))
  } catch (error) {
    if (!signal.aborted) say(glass, "The numbers have not come. Load the page again.")
    return
  }
  if (signal.aborted) return
  glass.drawn = null
  draw(glass)
  root.dataset.read = data.digest
}

async function get(plane, signal) {
  const known = fetched.get(plane.numbers)
  const numbers = known ?? unpack(await answer(plane.numbers, signal), plane.type)
  fetched.delete(plane.numbers)
  fetched.set(plane.numbers, numbers)
  if (fetched.size > KEPT) fetched.delete(fetched.keys().next().value)
  return numbers
}

async function answer(address, signal) {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(response.statusText)
  return response.arrayBuffer()
}

/** Make as many figures as there are planes; those that stand stay, so that nothing jumps. */
function layOut(root, data) {
  const kinds = data.planes.map((plane) => (plane.operator ? "+" : "-")).join("")
  if (root.dataset.kinds === kinds) return
  root.dataset.kinds = kinds
  let column = 0
  root.replaceChildren(
    ...data.planes.flatMap((plane) => {
      const operator = document.createElement("div")
      operator.className = "operator"
      if (plane.operator) operator.style.setProperty("--place", (column += 1))
      const figure = document.createElement("figure")
      figure.innerHTML =
        '<div class="sight"><div class="frame"></div><div class="across"></div><div class="down"></div><div class="spot"></div></div>' +
        '<figcaption><b></b><span></span><div class="scale" hidden></div></figcaption><div class="slide"><div class="lens" role="img"></div></div>'
      figure.style.setProperty("--place", (column += 1))
      return plane.operator ? [operator, figure] : [figure]
    }),
  )
}

function describe(root, data) {
  const aspect = Math.min(4, Math.max(0.25, data.width / data.height))
  const n = data.planes.length
  root.className = ["stage", n === 1 && "alone", n > 3 && "many", data.side === null && "whole"].filter(Boolean).join(" ")
  const styles = {
    layout: layout(data, aspect),
    aspect,
    tallest: data.tallest,
    n,
    operators: data.planes.filter((plane) => plane.operator).length,
    "pixel-wide": 1 / data.width,
    "pixel-tall": 1 / data.height,
  }
  for (const [name, value] of Object.entries(styles)) root.style.setProperty(`--${name}`, value)
  name(root, data)
  root.querySelectorAll("figure").forEach((figure, k) => {
    const plane = data.planes[k]
    write(figure.querySelector("b"), plane.label)
    write(figure.querySelector("span"), plane.detail)
    drawScale(figure.querySelector(".scale"), plane)
    figure.querySelector(".lens").setAttribute("aria-label", `${plane.label}: numbers around the place`)
    if (plane.operator) write(figure.previousElementSibling, plane.operator)
  })
}

/** The columns of the stage: pictures of one width, or one picture and its numbers beside it. */
function layout(data, aspect) {
  if (data.side === null) return "minmax(0, 1fr) minmax(0, 3fr)"
  if (data.planes.length === 1) return `minmax(0, ${aspect}fr) minmax(0, 1fr)`
  return data.planes.map((plane) => `${plane.operator ? "auto " : ""}minmax(0, 1fr)`).join(" ")
}

/** What a screen reader says of the whole. */
function name(root, data) {
  const keys = `arrow keys move the magnifier, with Shift ten pixels${data.picks ? ", Enter takes the place" : ""}`
  root.setAttribute("role", "application")
  root.setAttribute("aria-roledescription", "magnifier")
  root.setAttribute("aria-label", `${data.planes.map((plane) => plane.label).join(", ")}: ${keys}`)
}

function steer(glass, pick) {
  const { root, data } = glass
  const moved = (place) => {
    if (String(place) === String(glass.place)) return
    glass.place = place
    glass.moved = true
    glass.frame ??= requestAnimationFrame(() => {
      glass.frame = null
      draw(glass)
    })
  }
  const all = [...root.querySelectorAll(".sight"), ...(data.side === null ? root.querySelectorAll(".lens") : [])]
  for (const surface of all) steerByPointer(surface, data, moved, pick ?? (() => {}))
  steerByKeys(root, data, () => glass.place, moved, pick)
}

/** Fit to the room there is: sharp pixels, and as many cells as have room for their numbers. */
function fit(glass) {
  glass.root.querySelectorAll("img").forEach(sharpen)
  glass.drawn = null
  draw(glass)
}

/** Show the place: its mark in every picture, the numbers around it, and one line that says it. */
function draw(glass) {
  const { root, data, place, numbers } = glass
  root.dataset.row = place[0]
  root.dataset.column = place[1]
  root.style.setProperty("--down", (place[0] + 0.5) / data.height)
  root.style.setProperty("--across", (place[1] + 0.5) / data.width)
  const lenses = [...root.querySelectorAll(".lens")]
  if (!glass.drawn) makeLenses(lenses, glass)
  lenses.forEach((lens, n) => drawLens(lens, data.planes[n], numbers[n], glass))
  glass.drawn = place
  const samples = data.planes.map((plane, n) => numbers[n] && sample(plane, numbers[n], data.width, ...place))
  say(glass, reading(data.planes, samples, place))
}

/** Make the cells of all lenses: as many in each as have room for their numbers in every one. */
function makeLenses(lenses, glass) {
  const { planes, side, height, width } = glass.data
  glass.side = Math.min(...lenses.map((lens, n) => fitting(side ?? 0, lens.clientWidth, planes[n])))
  const [rows, columns] = side === null ? [height, width] : [glass.side, glass.side]
  lenses.forEach((lens, n) => makeCells(lens, planes[n], rows, columns))
}

function drawLens(lens, plane, numbers, { data, place, drawn, side }) {
  if (data.side === null && drawn) return moveMark(lens, data.width, place)
  const half = (side - 1) / 2
  const corner = data.side === null ? [0, 0] : [place[0] - half, place[1] - half]
  fillCells(lens, plane, numbers, data, corner, place)
}

/** Write the line at once; a screen reader gets it after some rest, once the visitor has moved the place. */
function say(glass, text) {
  const room = glass.root.parentElement
  write(room.querySelector(".reading"), text)
  clearTimeout(glass.quiet)
  if (glass.moved) glass.quiet = setTimeout(() => write(room.querySelector(".spoken"), text), QUIET)
}

/** A text that stands is not written again: a browser would lay the page out anew. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text
}
