// The path to the chosen map, spread out in place: sources × kernels, the sums of products, + bias, the map.
import { part, svg, write } from "../shared/elements.js"
import { drawColours } from "../shared/grid.js"
import { intermediates } from "../shared/network/intermediates.js"
import { putAt } from "./card_marks.js"
import { functionName } from "./card_names.js"
import { lined } from "./card_numbers.js"
import { surroundingsOf } from "./card_surroundings.js"
import { othersName, sourceName } from "./card_terms.js"
import { shownNode } from "./columns.js"
import { place } from "./layout.js"
import { edgeBetween, rowsOfPath, spreadLayout } from "./spread_layout.js"

/** How long the path takes to spread out, in ms. */
const SPREADING = 260

/**
 * Make the path, hidden.
 * @returns {LiveNetwork.Spread}
 */
export function makeSpread() {
  const element = part("div", "spread")
  element.hidden = true
  element.setAttribute("aria-hidden", "true") // the card's sentence reads the same arithmetic
  const edges = svg("svg", { class: "spread-edges" })
  const [rows, sum, others] = [part("div"), part("div", "sum"), part("p", "others")]
  const result = part("canvas", "result")
  const ground = part("div", "ground")
  sum.append(part("span", "bias"), part("span", "applied"))
  element.append(edges, ground, rows, sum, others, result)
  return { element, edges, ground, rows, sum, others, result, shown: "", box: null, map: null }
}

/**
 * Show the path to a map as its numbers are now; a path without intermediate maps stays hidden.
 * @param {LiveNetwork.Spread} spread
 * @param {LiveNetwork.Live} live
 * @param {Network.Plan} plan
 * @param {LiveNetwork.Spot | null} chosen
 */
export function showSpread(spread, live, plan, chosen) {
  const map = chosen?.cell && place(live.layout, chosen.node, chosen.channel)
  const path = map && intermediates(plan, chosen.node, chosen.channel)
  const spreads = path && (path.rule !== "single" || path.parts[0].kernel !== null)
  spread.element.hidden = !spreads
  if (!spreads) {
    Object.assign(spread, { box: null, map: null, shown: "" })
    return
  }
  const { shown, others } = rowsOfPath(path)
  const names = shown.map((one) => sourceName(one, path.parts, surroundingsOf(live, plan)))
  const layout = layoutOf(live, path, shown, others, map)
  drawRows(spread, live, plan, path, shown, names, layout)
  drawSum(spread, path, layout, others)
  drawEdges(spread.edges, live, plan, shown, layout)
  const key = `${chosen.node} ${chosen.channel}`
  Object.assign(spread, { box: layout.box, map: layout.result })
  if (key !== spread.shown && !live.still()) fly(spread, map, layout)
  spread.shown = key
}

/**
 * @param {LiveNetwork.Live} live
 * @param {Network.Intermediates} path
 * @param {Network.Part[]} shown
 * @param {number} others
 * @param {Box} map
 */
function layoutOf({ layout }, path, shown, others, map) {
  const block = layout.byNode.get(path.name)
  const [{ kernel }] = shown
  const edge = layout.winner.width && layout.flow === "right" ? layout.winner.left : layout.width
  return spreadLayout(
    { map, left: block?.left ?? map.left, room: { left: 0, top: 0, width: edge, height: layout.height } },
    { width: path.map.columns, height: path.map.rows },
    kernel && { width: kernel.columns, height: kernel.rows },
    { rows: shown.length, more: others > 0 },
  )
}

/**
 * @param {LiveNetwork.Spread} spread
 * @param {LiveNetwork.Live} live
 * @param {Network.Plan} plan
 * @param {Network.Intermediates} path
 * @param {Network.Part[]} shown
 * @param {string[]} names
 * @param {LiveNetwork.SpreadLayout} layout
 */
function drawRows({ ground, rows, result }, live, plan, path, shown, names, layout) {
  putAt(ground, layout.box)
  while (rows.children.length > shown.length) rows.lastElementChild?.remove()
  while (rows.children.length < shown.length) rows.append(makeRow())
  const weights = Math.max(...shown.map(({ kernel }) => (kernel ? farthestFromZero(kernel.values) : 0)))
  const sums = Math.max(...shown.map(({ map }) => farthestFromZero(map.values)))
  shown.forEach(({ kernel, map }, n) => {
    const [name, own, sum] = /** @type {[HTMLElement, HTMLCanvasElement, HTMLCanvasElement]} */ ([
      ...rows.children[n].children,
    ])
    const place = layout.rows[n]
    write(name, names[n])
    putAt(name, { ...place.map, top: place.map.top - 20, height: 18 })
    own.hidden = !kernel
    if (kernel && place.kernel) {
      putAt(own, place.kernel)
      drawColours(own, kernel, { colours: "weights", limit: weights || 1 })
    }
    putAt(sum, place.map)
    drawColours(sum, map, { colours: "layer", limit: sums || 1 })
  })
  putAt(result, layout.result)
  drawColours(result, path.map, surroundingsOf(live, plan).look(path.name))
}

/** A source's name, its kernel and its sums of products. */
function makeRow() {
  const row = part("div", "row")
  row.append(part("span", "name"), part("canvas", "kernel"), part("canvas", "sums"))
  return row
}

/** @param {Numbers} values */
function farthestFromZero(values) {
  let most = 0
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value)
  return most
}

/**
 * The bias and the activation between the sums and the map; how many sources have no row.
 * @param {LiveNetwork.Spread} spread
 * @param {Network.Intermediates} path
 * @param {LiveNetwork.SpreadLayout} layout
 * @param {number} count
 */
function drawSum({ sum, others }, { bias, activation, rule }, { sum: box, rows }, count) {
  putAt(sum, box)
  write(
    sum.children[0],
    bias ? `+ bias ${lined(bias)}` : rule === "product" ? "×" : count || rows.length > 1 ? "+" : "",
  )
  write(sum.children[1], activation === "linear" ? "→" : `→ ${functionName(activation)}`)
  others.hidden = !count
  const last = rows[rows.length - 1].map
  write(others, `+ ${othersName(count)}`)
  putAt(others, { left: last.left - 30, top: last.top + last.height + 2, width: last.width + 60, height: 20 })
}

/**
 * From each source's map to its kernel, and from its sums on to the bias.
 * @param {SVGElement} edges
 * @param {LiveNetwork.Live} live
 * @param {Network.Plan} plan
 * @param {Network.Part[]} shown
 * @param {LiveNetwork.SpreadLayout} layout
 */
function drawEdges(edges, { layout: stage, data }, plan, shown, layout) {
  const paths = shown.flatMap(({ source, channel }, n) => {
    const { kernel, map } = layout.rows[n]
    const from = plan.volumes[source].flat ? null : place(stage, shownNode(data.network, source), channel)
    return [
      ...(from ? [edgeBetween(from, kernel ?? map)] : []),
      ...(kernel ? [edgeBetween(kernel, map)] : []),
      edgeBetween(map, layout.sum),
    ]
  })
  while (edges.children.length > paths.length) edges.lastElementChild?.remove()
  while (edges.children.length < paths.length) edges.append(svg("path", { fill: "none" }))
  paths.forEach((path, n) => edges.children[n].setAttribute("d", path))
}

/**
 * The chosen map flies to the end of the path; the rows come from the left.
 * @param {LiveNetwork.Spread} spread
 * @param {Box} from
 * @param {LiveNetwork.SpreadLayout} layout
 */
function fly({ element, result, rows }, from, { result: to }) {
  const options = { duration: SPREADING, easing: "ease-out" }
  const [x, y, scale] = [from.left - to.left, from.top - to.top, from.width / to.width]
  result.animate(
    [
      { transformOrigin: "0 0", transform: `translate(${x}px, ${y}px) scale(${scale})` },
      { transformOrigin: "0 0" },
    ],
    options,
  )
  rows.animate([{ opacity: 0, transform: "translateX(-24px)" }, {}], options)
  element.animate([{ opacity: 0.4 }, {}], options)
}
