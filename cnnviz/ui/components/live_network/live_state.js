// What the parts of the live network share: the selection, and who listens for changes. No DOM here.

/**
 * Call a listener whenever something has happened.
 * @param {Pick<LiveNetwork.Live, "listeners">} live
 * @param {LiveNetwork.News} news
 * @param {() => void} listener
 */
export function onNews(live, news, listener) {
  live.listeners[news].add(listener)
}

/** @param {Pick<LiveNetwork.Live, "listeners">} live @param {LiveNetwork.News} news */
export function tellNews(live, news) {
  for (const listener of live.listeners[news]) listener()
}

/** No listeners yet. @returns {LiveNetwork.Live["listeners"]} */
export function noListeners() {
  return { selected: new Set(), computed: new Set(), "laid out": new Set(), arranged: new Set() }
}

/**
 * Point at a map or unit, or at none.
 * @param {LiveNetwork.Live} live
 * @param {LiveNetwork.Spot | null} spot
 */
export function hoverSpot(live, spot) {
  select(live, { ...live.selection, hovered: spot })
}

/**
 * Choose a map or unit, or none: its card opens or closes.
 * @param {LiveNetwork.Live} live
 * @param {LiveNetwork.Spot | null} spot
 */
export function chooseSpot(live, spot) {
  select(live, { ...live.selection, chosen: spot })
}

/** The map or unit whose edges are shown: the chosen one, or else the one under the pointer. @param {LiveNetwork.Selection} selection */
export function shownSpot({ hovered, chosen }) {
  return chosen ?? hovered
}

/** Show what is folded: the maps of a node, or layers. @param {LiveNetwork.Live} live @param {string} name */
export function openFold(live, name) {
  live.opened.add(name)
  tellNews(live, "laid out")
}

/** Nothing can be chosen where the page has no weights to explain it. @param {LiveNetwork.Live} live @param {LiveNetwork.Selection} selection */
function select(live, selection) {
  if (live.plan && !live.plan.computes) return
  if (JSON.stringify(selection) === JSON.stringify(live.selection)) return
  live.selection = selection
  tellNews(live, "selected")
}
