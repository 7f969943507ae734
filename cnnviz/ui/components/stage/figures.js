// The figures of a stage, at equal height from left to right, with operators between them.

import { childrenOf, find, write } from "../shared/elements.js"
import { drawScale, SCALE } from "../shared/legend.js"
import { drawPicture, sharpen } from "../shared/picture.js"
import { drawBars, fitBars } from "../shared/share_bars.js"
import { drawCells, muteSmall } from "./matrix_cells.js"

/** @type {{ colours: Colours, limit: null }} */
const NO_SCALE = { colours: "pixels", limit: null }

/**
 * Make a figure of the right kind for each item; existing figures stay, so that nothing jumps.
 * @param {HTMLElement} root
 * @param {Stage.Message} data
 */
export function layOut(root, data) {
  const kinds = data.items.map((item) => `${item.kind}${item.operator ? "+" : ""}`).join()
  if (root.dataset.kinds === kinds) return
  root.dataset.kinds = kinds
  let column = 0
  root.replaceChildren(
    ...data.items.flatMap((item) => {
      const operator = document.createElement("div")
      operator.className = "operator"
      if (item.operator) operator.style.gridColumn = String((column += 1))
      const figure = document.createElement("figure")
      figure.innerHTML = `<div class="frame"></div><figcaption><b></b><span></span>${SCALE}</figcaption>`
      column += 1
      for (const part of childrenOf(figure)) part.style.gridColumn = String(column)
      return item.operator ? [operator, figure] : [figure]
    }),
  )
}

/**
 * Set the columns' widths so that all pictures are equally tall; operators have columns in between.
 * @param {HTMLElement} root
 * @param {Stage.Message} data
 */
export function setColumns(root, data) {
  const shares = data.items.map((item) => item.scale * aspect(item))
  const dense = data.items.length > 5
  const least = dense ? "5.4rem" : "6rem"
  const operators = data.items.filter((item) => item.operator).length
  const columns = data.items.map(
    (item, n) => `${item.operator ? "auto " : ""}minmax(${least}, ${shares[n]}fr)`,
  )
  const total = shares.reduce((sum, share) => sum + share, 0)
  root.classList.toggle("dense", dense)
  root.style.gridTemplateColumns = columns.join(" ")
  root.style.maxWidth = dense ? "" : `calc(${data.tallest} * ${total} + ${operators * 3.2}rem)`
  root.style.setProperty("--tallest", data.tallest)
}

/**
 * Width over height, limited so that a thin strip keeps some height.
 * @param {Stage.AnyItem} item
 */
function aspect(item) {
  return Math.min(4, Math.max(0.25, item.width / item.height))
}

/** @param {HTMLElement} figure @param {Stage.AnyItem} item */
export function describe(figure, item) {
  if (figure.className !== item.kind) figure.className = item.kind
  find(figure, ".frame").style.setProperty("--aspect", String(aspect(item)))
  write(find(figure, "b"), item.label)
  write(find(figure, "span"), item.detail)
  drawScale(find(figure, ".scale"), item.kind === "picture" ? item : NO_SCALE)
  if (item.operator) write(/** @type {Element} */ (figure.previousElementSibling), item.operator)
}

/**
 * Let a figure with an id be chosen by pointer and keyboard.
 * @param {HTMLElement} figure
 * @param {Stage.AnyItem} item
 * @param {(id: string) => void} picked
 */
export function choose(figure, item, picked) {
  if (!item.id) return
  const frame = find(figure, ".frame")
  frame.setAttribute("role", "button")
  frame.setAttribute("tabindex", "0")
  frame.setAttribute("aria-label", `Enlarge ${item.label}`)
  frame.setAttribute("aria-pressed", String(item.chosen))
  frame.onclick = () => picked(item.id)
  frame.onkeydown = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return
    event.preventDefault()
    picked(item.id)
  }
}

/** Show an item; resolves when it is shown. @param {HTMLElement} frame @param {Stage.AnyItem} item */
export function draw(frame, item) {
  if (item.kind === "picture") return drawPicture(frame, item)
  if (item.kind === "cells") {
    drawCells(frame, item)
    muteSmall(frame)
  }
  if (item.kind === "bars") {
    drawBars(frame, item)
    fitBars(frame)
  }
  return Promise.resolve()
}

/** Fit all figures to their new sizes. @param {HTMLElement} root */
export function fitFigures(root) {
  root.querySelectorAll("img").forEach(sharpen)
  root.querySelectorAll(".cells .frame").forEach(muteSmall)
  root.querySelectorAll(".bars .frame").forEach(fitBars)
}
