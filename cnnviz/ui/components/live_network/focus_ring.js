// The only focusable element of the picture. It stands on a map, and the arrow keys move it to another.
import { part } from "../shared/elements.js"
import { putAt } from "./card_marks.js"
import { unitName } from "./card_names.js"
import { surroundingsOf } from "./card_surroundings.js"
import { boxTowards } from "./card_walk.js"
import { place } from "./layout.js"
import { hoverSpot } from "./live_state.js"

/**
 * Make the ring; `choose` is called with the map or unit that Enter is pressed on.
 * @param {LiveNetwork.Live} live
 * @param {{ choose: (node: string, channel: number) => void, speak: (sentence: string) => void }} hands
 * @returns {LiveNetwork.FocusRing}
 */
export function makeFocusRing(live, { choose, speak }) {
  const element = part("button", "focus-ring")
  element.setAttribute("aria-haspopup", "dialog")
  const ring = { element, at: /** @type {LiveNetwork.Spot | null} */ (null) }
  const stand = (/** @type {LiveNetwork.Spot | null} */ spot) => standAt(live, ring, spot)
  element.addEventListener("focus", () => {
    stand(ring.at)
    if (ring.at && element.matches(":focus-visible")) hoverSpot(live, ring.at)
  })
  element.addEventListener("blur", () => hoverSpot(live, null))
  element.addEventListener("click", (event) => {
    event.stopPropagation()
    if (ring.at) choose(ring.at.node, ring.at.channel)
  })
  element.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !isWalkKey(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    const spot = spotTowards(live, ring.at, event.key)
    if (!spot) return
    stand(spot)
    hoverSpot(live, spot)
    speak(element.getAttribute("aria-label") ?? "")
    element.scrollIntoView({ block: "nearest", inline: "nearest" })
  })
  return { element, stand, refit: () => stand(ring.at), focus: () => element.focus({ preventScroll: true }) }
}

/** Whether a key walks over the maps. @param {string} key */
function isWalkKey(key) {
  return key.startsWith("Arrow") || key === "Home" || key === "End"
}

/**
 * Put the ring on a map; on the first one where there is none yet, or where it is folded now.
 * @param {LiveNetwork.Live} live
 * @param {{ element: HTMLElement, at: LiveNetwork.Spot | null }} ring
 * @param {LiveNetwork.Spot | null} spot
 */
function standAt(live, ring, spot) {
  const there = spot && place(live.layout, spot.node, spot.channel)
  ring.at = there ? { ...spot, cell: null } : (spotsOn(live.layout)[0] ?? null)
  const box = there ?? (ring.at && place(live.layout, ring.at.node, ring.at.channel))
  ring.element.hidden = !box || !live.plan
  if (!ring.at || !box || !live.plan) return
  putAt(ring.element, box)
  const { sides } = surroundingsOf(live, live.plan)
  const { flat, channels } = sides(ring.at.node)
  const name = unitName(ring.at.node, ring.at.channel, surroundingsOf(live, live.plan))
  const many = channels > 1 ? ` of ${channels} ${flat ? "units" : "maps"}` : ""
  ring.element.setAttribute("aria-label", `${name}${many}`)
}

/**
 * All maps and units that have arithmetic: the input's pixels have none.
 * @param {LiveNetwork.Layout} layout
 * @returns {LiveNetwork.Spot[]}
 */
function spotsOn({ columns }) {
  const blocks = columns.flat().filter(({ form }) => form !== "picture" && form !== "fold")
  return blocks.flatMap(({ node, count }) =>
    Array.from({ length: count }, (_, channel) => ({ node, channel, cell: null })),
  )
}

/**
 * The map or unit that a key leads to, or null.
 * @param {LiveNetwork.Live} live
 * @param {LiveNetwork.Spot | null} from
 * @param {string} key
 */
function spotTowards({ layout }, from, key) {
  const spots = spotsOn(layout)
  if (!from || !spots.length) return null
  if (key === "Home" || key === "End") {
    const own = spots.filter(({ node }) => node === from.node)
    return own.at(key === "Home" ? 0 : -1) ?? null
  }
  const boxes = spots.map(({ node, channel }) => /** @type {Box} */ (place(layout, node, channel)))
  const box = place(layout, from.node, from.channel)
  const to = box && boxTowards(key, box, boxes)
  return to === null ? null : spots[to]
}
