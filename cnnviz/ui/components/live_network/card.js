// The card: how one number of the network came about, beside the map that it belongs to.

import { onPointer, part, write } from "../shared/elements.js"
import { makeGrid } from "../shared/grid.js"
import { lined } from "./card_numbers.js"
import { drawMatrix, makeMatrix, writeHeads, writeLines, writeTerms } from "./card_parts.js"
import { cellSizes } from "./card_sizes.js"

/** The most matrices side by side. */
const MOST_MATRICES = 6

/**
 * Make the card, hidden.
 * @param {Card.Hands} hands what the visitor does to it
 * @returns {Card.Card}
 */
export function makeCard(hands) {
  const element = part("section", "card")
  element.hidden = true
  element.setAttribute("role", "dialog")
  const parts = makeParts()
  const output = makeOutput(hands)
  const figures = part("div", "figures")
  figures.append(parts.rows, part("span", "operator arrow", "→"), output.figure)
  const [head, ways] = [part("header"), part("div", "ways")]
  head.append(parts.title, parts.place)
  ways.append(openButton(hands), closeButton(hands)) // last, so that Tab reaches them after the map
  element.append(head, figures, stepsOf(parts, hands), parts.lines, parts.note, ways)
  element.addEventListener("keydown", (event) => hands.key(event))
  const card = { element, parts, output: output.grid, hands, width: 0, narrow: false }
  return {
    element,
    output: output.grid.element,
    draw: (view, map) => drawCard(card, view, map, output.caption),
    resize: (width, narrow) => Object.assign(card, { width, narrow }),
    mark: (frames) => output.grid.mark("window", frames),
  }
}

/** @returns {Card.Parts} */
function makeParts() {
  const matrices = Array.from({ length: MOST_MATRICES }, makeMatrix)
  const rows = part("div", "matrices")
  const heads = part("div", "heads")
  rows.append(heads, ...matrices.map(({ element }) => element))
  return {
    ...{ rows, heads, matrices, title: part("b", "title"), place: part("span", "place") },
    ...{ terms: part("div", "terms"), lines: part("div", "arithmetic"), note: part("p", "note") },
    ...{ before: part("button", "step", "‹"), after: part("button", "step", "›") },
  }
}

/** The map that the number belongs to; the pointer and the keys walk over its cells. @param {Card.Hands} hands */
function makeOutput(hands) {
  const figure = part("figure", "output")
  const grid = makeGrid("map")
  const caption = part("figcaption")
  grid.element.tabIndex = 0
  grid.element.setAttribute("role", "application")
  onPointer(grid.element, (event) => {
    const place = grid.placeAt(event)
    if (place) hands.point(place)
  })
  figure.append(grid.element, caption)
  return { figure, grid, caption }
}

/** @param {Card.Hands} hands */
function openButton({ open }) {
  const button = part("button", "open", "Open")
  button.addEventListener("click", open)
  return button
}

/** @param {Card.Hands} hands */
function closeButton({ close }) {
  const button = part("button", "close", "×")
  button.setAttribute("aria-label", "Close")
  button.addEventListener("click", close)
  return button
}

/** The sums of the sources, with buttons that step through them. @param {Card.Parts} parts @param {Card.Hands} hands */
function stepsOf({ before, after, terms }, { step }) {
  const element = part("div", "steps")
  before.setAttribute("aria-label", "Stronger input")
  after.setAttribute("aria-label", "Weaker input")
  before.addEventListener("click", () => step(-1))
  after.addEventListener("click", () => step(1))
  element.append(before, terms, after)
  return element
}

/**
 * @param {Card.Standing} card
 * @param {Card.View} view
 * @param {Card.OutputMap} map
 * @param {HTMLElement} caption
 */
function drawCard({ element, parts, output, hands, width, narrow }, view, map, caption) {
  const { title, place, matrices, heads, terms, lines, note } = view
  const { cell, map: side } = cellSizes(width, view, map.plane, narrow)
  element.setAttribute("aria-label", title)
  write(parts.title, title)
  write(parts.place, place)
  parts.rows.classList.toggle("stacked", heads.length > 0)
  writeHeads(parts.heads, heads, cell)
  parts.matrices.forEach((matrix, n) => {
    if (n < matrices.length) drawMatrix(matrix, matrices[n], cell)
    else matrix.element.hidden = true
  })
  output.draw(map.plane, { ...map.look, label: `${title}: arrow keys move the cell` })
  if (output.cell !== side || !output.element.style.width) output.resize(side)
  write(caption, map.caption)
  drawTerms(parts, terms, hands)
  writeLines(parts.lines, lines)
  write(parts.note, note)
}

/** @param {Card.Parts} parts @param {Card.Term[]} terms @param {Card.Hands} hands */
function drawTerms({ terms: element, before }, terms, { choose }) {
  const steps = /** @type {HTMLElement} */ (before.parentElement)
  steps.hidden = !terms.length
  writeTerms(element, terms, (term) => termButton(term, choose), lined)
}

/** @param {Card.Term} term @param {(slice: number) => void} choose */
function termButton({ name, slice, chosen }, choose) {
  const button = part(slice === null ? "span" : "button", "term")
  button.append(part("em", "", name), part("b"))
  if (slice === null) return button
  button.setAttribute("aria-pressed", String(chosen))
  button.addEventListener("click", () => choose(slice))
  return button
}
