// Put the card on the stage: beside what it explains on a desk, at the lower edge of the screen on a phone.
import { placed } from "./card_place.js"
import { place } from "./layout.js"

/** The largest width of the card, and the space kept from the winner, in pixels. */
const WIDEST = 1040
const CARD_MARGIN = 14
/** The height of the page's own bar, which covers what is below it. */
const PAGE_BAR = 60

/** The width that the card may have, and whether the screen is narrow. @param {LiveNetwork.Live} live @returns {[number, boolean]} */
export function widthFor({ layout }) {
  if (layout.flow === "down") return [layout.width, true]
  return [Math.min(WIDEST, rightEdge(layout)), false]
}

/** Where the card must end: before the winner. @param {LiveNetwork.Layout} layout */
function rightEdge({ winner, width }) {
  return winner.width ? winner.left - CARD_MARGIN : width
}

/** Put the card where it covers neither the chosen map nor the winner. @param {LiveNetwork.CardState} state */
export function standCard({ live, card, spread }) {
  const { chosen } = live.selection
  const { element } = card
  const { layout, stage } = live
  const map = chosen && place(layout, chosen.node, chosen.channel)
  element.classList.toggle("sheet", layout.flow === "down")
  if (element.hidden || !map) return
  if (layout.flow === "down") {
    element.style.left = element.style.top = ""
    return
  }
  const { top } = stage.getBoundingClientRect()
  const room = {
    left: 0,
    top: PAGE_BAR - top,
    width: layout.width,
    height: innerHeight - PAGE_BAR - CARD_MARGIN,
  }
  const size = { width: element.offsetWidth, height: element.offsetHeight }
  const at = placed(
    size,
    spread.box ? boxAround(map, spread.box) : map,
    room,
    rightEdge(layout) + CARD_MARGIN,
  )
  element.style.left = `${at.left}px`
  element.style.top = `${at.top}px`
}

/** The smallest rectangle around two. @param {Box} one @param {Box} other @returns {Box} */
function boxAround(one, other) {
  const [left, top] = [Math.min(one.left, other.left), Math.min(one.top, other.top)]
  const right = Math.max(one.left + one.width, other.left + other.width)
  const bottom = Math.max(one.top + one.height, other.top + other.height)
  return { left, top, width: right - left, height: bottom - top }
}
