// Pictures side by side, with one place marked in each, and the numbers around it.
import { find, write } from "../shared/elements.js"
import { drawScale, SCALE } from "../shared/legend.js"
import { knownNumbers, numbersAt } from "../shared/packed_numbers.js"
import { drawPicture, sharpen } from "../shared/picture.js"
import { fillCells, makeCells, moveMark } from "./lens.js"
import { fitting, reading, sample } from "./plane_values.js"
import { steerByKeys, steerByPointer, within } from "./steering.js"

/** The state of each magnifier on the page. */
const glasses = new WeakMap()
/** The most rows and columns of a picture whose table is as large as itself. */
const MOST_EVEN = 14
/** Milliseconds of rest before a screen reader announces the place. */
const QUIET = 500

/** @param {ComponentArguments<Magnifier.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".stage")
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

/**
 * Take Python's data. The place stays, unless Python sends another than the one picked last.
 * @param {Magnifier.Glass} glass
 * @param {Magnifier.Message} data
 */
function take(glass, data) {
  const sent = String(data.at)
  if (sent !== glass.sent && sent !== glass.picked) glass.place = data.at
  glass.place = [within(glass.place[0], data.height), within(glass.place[1], data.width)]
  Object.assign(glass, {
    data,
    sent,
    drawn: null,
    numbers: data.planes.map((plane) => knownNumbers(plane.numbers)),
  })
}

/**
 * Send the place to Python. By the time it returns as the initial place, the pointer has moved on.
 * @param {Magnifier.Glass} glass
 * @param {(name: string, value: unknown) => void} setTriggerValue
 */
function pickPlace(glass, setTriggerValue) {
  glass.picked = String(glass.place)
  setTriggerValue("picked", [...glass.place])
}

/**
 * Show the pictures, then load the numbers: a picture that is soon replaced does not need them.
 * @param {Magnifier.Glass} glass
 * @param {AbortSignal} signal
 */
async function show(glass, signal) {
  const { root, data } = glass
  root.dataset.wanted = data.digest
  const frames = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".frame"))
  await Promise.all(data.planes.map((plane, n) => drawPicture(frames[n], { ...plane, mark: null })))
  if (signal.aborted) return
  root.dataset.drawn = data.digest
  await new Promise((resolve) => (globalThis.requestIdleCallback ?? setTimeout)(resolve))
  if (signal.aborted) return
  try {
    glass.numbers = await Promise.all(
      data.planes.map((plane) => numbersAt(plane.numbers, plane.type, signal)),
    )
  } catch {
    if (!signal.aborted) say(glass, "The numbers have not come. Load the page again.")
    return
  }
  if (signal.aborted) return
  glass.drawn = null
  draw(glass)
  root.dataset.read = data.digest
}

/**
 * Make a figure for each plane; existing figures stay, so that nothing jumps.
 * @param {HTMLElement} root
 * @param {Magnifier.Message} data
 */
function layOut(root, data) {
  const kinds = data.planes.map((plane) => (plane.operator ? "+" : "-")).join("")
  if (root.dataset.kinds === kinds) return
  root.dataset.kinds = kinds
  let column = 0
  root.replaceChildren(
    ...data.planes.flatMap((plane) => {
      const operator = document.createElement("div")
      operator.className = "operator"
      if (plane.operator) operator.style.setProperty("--place", String((column += 1)))
      const figure = document.createElement("figure")
      figure.innerHTML =
        '<div class="sight"><div class="frame"></div><div class="across"></div><div class="down"></div><div class="spot"></div></div>' +
        `<figcaption><b></b><span></span>${SCALE}</figcaption>` +
        '<div class="slide"><div class="lens" role="img"></div></div>'
      figure.style.setProperty("--place", String((column += 1)))
      return plane.operator ? [operator, figure] : [figure]
    }),
  )
}

/** @param {HTMLElement} root @param {Magnifier.Message} data */
function describe(root, data) {
  const aspect = Math.min(4, Math.max(0.25, data.width / data.height))
  const n = data.planes.length
  /** @type {Record<string, boolean>} */
  const kinds = { alone: n === 1, many: n > 3, whole: data.side === null, even: isEven(data) }
  root.className = ["stage", ...Object.keys(kinds).filter((kind) => kinds[kind])].join(" ")
  const styles = {
    layout: layout(data, aspect),
    aspect,
    tallest: data.tallest,
    n,
    operators: data.planes.filter((plane) => plane.operator).length,
    "pixel-wide": 1 / data.width,
    "pixel-tall": 1 / data.height,
  }
  for (const [name, value] of Object.entries(styles)) root.style.setProperty(`--${name}`, String(value))
  name(root, data)
  root.querySelectorAll("figure").forEach((figure, k) => {
    const plane = data.planes[k]
    write(find(figure, "b"), plane.label)
    write(find(figure, "span"), plane.detail)
    drawScale(find(figure, ".scale"), plane)
    find(figure, ".lens").setAttribute("aria-label", `${plane.label}: numbers around the place`)
    if (plane.operator) write(/** @type {Element} */ (figure.previousElementSibling), plane.operator)
  })
}

/**
 * The stage's columns: pictures of the same width, or one picture with its numbers beside it.
 * @param {Magnifier.Message} data
 * @param {number} aspect
 */
function layout(data, aspect) {
  if (isEven(data)) return "minmax(0, 1fr) minmax(0, 1fr)"
  if (data.side === null) return "minmax(0, 1fr) minmax(0, 3fr)"
  if (data.planes.length === 1) return `minmax(0, ${aspect}fr) minmax(0, 1fr)`
  return data.planes.map((plane) => `${plane.operator ? "auto " : ""}minmax(0, 1fr)`).join(" ")
}

/**
 * Whether all numbers of a small plane have room in cells as large as its pixels in the picture.
 * @param {Magnifier.Message} data
 */
function isEven(data) {
  return data.side === null && data.width <= MOST_EVEN && data.height <= MOST_EVEN
}

/** The label for screen readers. @param {HTMLElement} root @param {Magnifier.Message} data */
function name(root, data) {
  const keys = `arrow keys move the magnifier, with Shift ten pixels${data.picks ? ", Enter takes the place" : ""}`
  root.setAttribute("role", "application")
  root.setAttribute("aria-roledescription", "magnifier")
  root.setAttribute("aria-label", `${data.planes.map((plane) => plane.label).join(", ")}: ${keys}`)
}

/** @param {Magnifier.Glass} glass @param {(() => void) | null} pick */
function steer(glass, pick) {
  const { root, data } = glass
  const moved = (/** @type {Place} */ place) => {
    if (String(place) === String(glass.place)) return
    glass.place = place
    glass.moved = true
    glass.frame ??= requestAnimationFrame(() => {
      glass.frame = null
      draw(glass)
    })
  }
  const surfaces = data.side === null ? ".sight, .lens" : ".sight"
  for (const surface of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(surfaces)))
    steerByPointer(surface, data, moved, pick ?? (() => {}))
  steerByKeys(root, data, () => glass.place, moved, pick)
}

/**
 * Fit the available room: sharp pixels, and as many cells as have room for their numbers.
 * @param {Magnifier.Glass} glass
 */
function fit(glass) {
  glass.root.querySelectorAll("img").forEach(sharpen)
  glass.drawn = null
  draw(glass)
}

/**
 * Show the place: its mark in each picture, the numbers around it, and the line below.
 * @param {Magnifier.Glass} glass
 */
function draw(glass) {
  const { root, data, place, numbers } = glass
  root.dataset.row = String(place[0])
  root.dataset.column = String(place[1])
  root.style.setProperty("--down", String((place[0] + 0.5) / data.height))
  root.style.setProperty("--across", String((place[1] + 0.5) / data.width))
  const lenses = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".lens"))]
  if (!glass.drawn) makeLenses(lenses, glass)
  lenses.forEach((lens, n) => drawLens(lens, data.planes[n], numbers[n], glass))
  glass.drawn = place
  const samples = data.planes.map((plane, n) => numbers[n] && sample(plane, numbers[n], data.width, ...place))
  say(glass, reading(data.planes, samples, place))
}

/**
 * Make the cells of all lenses, the same number in each, so that their numbers fit.
 * @param {HTMLElement[]} lenses
 * @param {Magnifier.Glass} glass
 */
function makeLenses(lenses, glass) {
  const { planes, side, height, width } = glass.data
  glass.side = Math.min(...lenses.map((lens, n) => fitting(side ?? 0, lens.clientWidth, planes[n])))
  const [rows, columns] = side === null ? [height, width] : [glass.side, glass.side]
  lenses.forEach((lens, n) => makeCells(lens, planes[n], rows, columns))
}

/**
 * @param {HTMLElement} lens
 * @param {Magnifier.PlaneData} plane
 * @param {Magnifier.Samples | undefined} numbers
 * @param {Magnifier.Glass} given
 */
function drawLens(lens, plane, numbers, { data, place, drawn, side }) {
  if (data.side === null && drawn) return moveMark(lens, data.width, place)
  const half = (side - 1) / 2
  /** @type {Place} */
  const corner = data.side === null ? [0, 0] : [place[0] - half, place[1] - half]
  const read = numbers && ((/** @type {Place} */ at) => sample(plane, numbers, data.width, ...at))
  fillCells(lens, plane, read, data, corner, place)
}

/**
 * Write the line; a screen reader announces it later, when the visitor has moved the place and rests.
 * @param {Magnifier.Glass} glass
 * @param {string} text
 */
function say(glass, text) {
  const room = /** @type {HTMLElement} */ (glass.root.parentElement)
  write(find(room, ".reading"), text)
  clearTimeout(glass.quiet)
  if (glass.moved) glass.quiet = setTimeout(() => write(find(room, ".spoken"), text), QUIET)
}
