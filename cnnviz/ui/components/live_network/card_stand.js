// Put the card on the stage: beside what it explains on a desk, at the lower edge of the screen on a phone.
import { INPUT } from "../shared/network/plan.js"
import { placed } from "./card_place.js"
import { place } from "./layout.js"

/** The space kept from the input and from the winner, in pixels. */
const CARD_MARGIN = 14
/** The height of the page's own bar, which covers what is below it. */
const PAGE_BAR = 60

/** The width that the card may have, and whether the screen is narrow. @param {LiveNetwork.Live} live @returns {[number, boolean]} */
export function widthFor({ layout }) {
  if (layout.flow === "down") return [layout.width, true]
  return [rightOfCard(layout) - leftOfCard(layout), false]
}

/** Where the card begins at the earliest: after the input, on which it marks pixels. @param {LiveNetwork.Layout} layout */
function leftOfCard({ byNode }) {
  const input = byNode.get(INPUT)
  return input ? input.left + input.width + CARD_MARGIN : 0
}

/** Where the card must end: before the winner. @param {LiveNetwork.Layout} layout */
function rightOfCard({ winner, width }) {
  return winner.width ? winner.left - CARD_MARGIN : width
}

/** Put the card where it covers neither the chosen map nor the winner. @param {LiveNetwork.CardState} state */
export function standCard({ live, card, spread, ring }) {
  const { chosen } = live.selection
  const { element } = card
  const { layout, stage, root } = live
  const map = chosen && place(layout, chosen.node, chosen.channel)
  const isSheet = layout.flow === "down"
  element.classList.toggle("sheet", isSheet)
  element.style.left = element.style.top = ""
  if (element.hidden || !map) return
  if (isSheet) return showAbove(spread.box ? spread.ground : ring.element, element, live.still())
  const [own, whole] = [stage.getBoundingClientRect(), root.getBoundingClientRect()]
  const left = leftOfCard(layout)
  const room = {
    left,
    top: PAGE_BAR - own.top,
    width: rightOfCard(layout) - left,
    height: innerHeight - PAGE_BAR - CARD_MARGIN,
  }
  const size = { width: element.offsetWidth, height: element.offsetHeight }
  const at = placed(size, spread.box ? boxAround(map, spread.box) : map, room)
  element.style.left = `${at.left + own.left - whole.left}px`
  element.style.top = `${at.top + own.top - whole.top}px`
}

/**
 * Scroll until a part of the stage stands above the sheet, once both have their size.
 * @param {HTMLElement} part
 * @param {HTMLElement} sheet
 * @param {boolean} still
 */
function showAbove(part, sheet, still) {
  requestAnimationFrame(() => {
    part.style.scrollMarginBottom = `${sheet.offsetHeight + CARD_MARGIN}px`
    part.scrollIntoView({ block: "nearest", inline: "nearest", behavior: still ? "instant" : "smooth" })
  })
}

/** The smallest rectangle around two. @param {Box} one @param {Box} other @returns {Box} */
function boxAround(one, other) {
  const [left, top] = [Math.min(one.left, other.left), Math.min(one.top, other.top)]
  const right = Math.max(one.left + one.width, other.left + other.width)
  const bottom = Math.max(one.top + one.height, other.top + other.height)
  return { left, top, width: right - left, height: bottom - top }
}
