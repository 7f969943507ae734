// The strip of kernels: the image under each kernel, in groups; a click takes one kernel, or adds it to others.
import { childrenOf, closest, find, focused } from "../shared/elements.js"
import { makeBar, makeGroups } from "./strip_parts.js"

const strips = new WeakMap()

/** @param {ComponentArguments<KernelStrip.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".strip")
  if (!strips.has(root)) strips.set(root, listening(root, find(parentElement, ".bar")))
  /** @type {KernelStrip.State} */
  const state = strips.get(root)
  state.send = setTriggerValue
  root.dataset.wanted = data.digest
  const before = state.data?.chosen
  const isNew = data.content !== state.data?.content
  if (data.chosen.length > 1) state.several = true
  if (isNew) build(state, data)
  state.data = data
  mark(state)
  if (String(before) !== String(data.chosen)) bringIntoView(state)
  drawn(state, data)
}

/**
 * Mark the strip as drawn once its pictures are decoded.
 * @param {KernelStrip.State} state
 * @param {KernelStrip.Message} data
 */
async function drawn(state, data) {
  const decoded = data.sheets.map((sheet) => Object.assign(new Image(), { src: sheet.src }).decode())
  await Promise.allSettled(decoded)
  if (state.data === data) state.root.dataset.drawn = data.digest
}

/**
 * Make the tiles anew; the strip stays where it is scrolled to, and the focus on its tile.
 * @param {KernelStrip.State} state
 * @param {KernelStrip.Message} data
 */
function build(state, data) {
  const { root, bar } = state
  const held = /** @type {HTMLElement | null} */ (focused(root))?.dataset.name
  root.setAttribute("aria-label", data.label)
  root.classList.toggle("single", data.takesSeveral)
  bar.hidden = !data.takesSeveral
  const names = data.groups.map((group) => group.label)
  const show = (/** @type {number} */ n) => root.scrollTo({ left: startOf(root, childrenOf(root)[n]) })
  bar.replaceChildren(...makeBar(names, show, () => switchSeveral(state)))
  root.replaceChildren(...makeGroups(data))
  if (held) tileOf(root, held)?.focus()
}

/** Show which kernels are taken, in which order, and which tile Tab leads to. @param {KernelStrip.State} state */
function mark(state) {
  const { root, bar, data, several } = state
  root.setAttribute("aria-multiselectable", String(several))
  root.classList.toggle("several", several)
  for (const tile of tilesOf(root)) {
    const place = data.chosen.indexOf(tile.dataset.name ?? "")
    tile.setAttribute("aria-selected", String(place >= 0))
    find(tile, "b").textContent = several && place >= 0 ? String(place + 1) : ""
  }
  bar.querySelector("[role=switch]")?.setAttribute("aria-checked", String(several))
  lead(root, tileOf(root, data.chosen[0]) ?? tilesOf(root)[0])
  markGroup(state)
}

/** @param {KernelStrip.State} state */
function switchSeveral(state) {
  state.several = !state.several
  mark(state)
  if (!state.several && state.data.chosen.length > 1) state.send("one", true)
}

/** @param {HTMLElement} root @returns {HTMLElement[]} */
function tilesOf(root) {
  return [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".tile"))]
}

/** @param {HTMLElement} root @param {string | undefined} name */
function tileOf(root, name) {
  return tilesOf(root).find((tile) => tile.dataset.name === name)
}

/** Let Tab lead to this tile. @param {HTMLElement} root @param {HTMLElement} wanted */
function lead(root, wanted) {
  for (const tile of tilesOf(root)) tile.tabIndex = tile === wanted ? 0 : -1
}

/** How far an element begins behind the start of the strip. @param {HTMLElement} root @param {HTMLElement} element */
function startOf(root, element) {
  return root.scrollLeft + element.getBoundingClientRect().left - root.getBoundingClientRect().left
}

/** Scroll the strip or its popover to the kernel taken last, if it is out of view. @param {KernelStrip.State} state */
function bringIntoView({ root, data }) {
  const tile = tileOf(root, data.chosen.at(-1))
  if (!tile) return
  if (!data.takesSeveral) return tile.scrollIntoView({ block: "nearest", behavior: "instant" })
  const start = startOf(root, tile)
  const end = start + tile.offsetWidth
  if (start >= root.scrollLeft && end <= root.scrollLeft + root.clientWidth) return
  const left = Math.max(startOf(root, groupOf(tile)), end - root.clientWidth)
  root.scrollTo({ left, behavior: "instant" })
}

/** @param {HTMLElement} tile */
function groupOf(tile) {
  return /** @type {HTMLElement} */ (tile.closest(".group"))
}

/** Mark the group at the start of the strip. @param {KernelStrip.State} state */
function markGroup({ root, bar }) {
  const start = root.getBoundingClientRect().left + 8
  const end = root.scrollLeft + root.clientWidth >= root.scrollWidth - 2
  const groups = childrenOf(root)
  const first = groups.findIndex((group) => group.getBoundingClientRect().right > start)
  const last = end && root.scrollLeft > 0 && groups.length - 1
  for (const [n, button] of bar.querySelectorAll(".name").entries())
    button.setAttribute("aria-current", String(n === first || n === last))
}

/** @param {HTMLElement} root @param {HTMLElement} bar @returns {KernelStrip.State} */
function listening(root, bar) {
  const state = /** @type {KernelStrip.State} */ ({ root, bar, several: false })
  root.addEventListener("scroll", () => markGroup(state), { passive: true })
  root.addEventListener("click", (event) => {
    const name = closest(event, ".tile")?.dataset.name
    if (name) state.send(state.several ? "several" : "chosen", [name])
  })
  root.addEventListener("keydown", (event) => {
    const tiles = tilesOf(root)
    const present = tiles.indexOf(/** @type {HTMLElement} */ (focused(root)))
    const next = ledTo(event.key, present, tiles.length)
    if (next === null) return
    event.preventDefault()
    event.stopPropagation() // the page has shortcuts on the same keys
    lead(root, tiles[next])
    tiles[next].focus()
  })
  return state
}

/** The tile that a key leads to, or null. @param {string} key @param {number} present @param {number} n */
function ledTo(key, present, n) {
  if (key === "Home") return 0
  if (key === "End") return n - 1
  if (key === "ArrowRight" || key === "ArrowDown") return Math.min(present + 1, n - 1)
  if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(present - 1, 0)
  return null
}
