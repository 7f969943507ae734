// One column for each layer, from first to last: nine patches, and the grown input.
import { find, part, write } from "../shared/elements.js"
import { NINE, showPatch, showPicture } from "./patch_cells.js"

const GROWN = "Grown from noise, to excite the same filter"
const BESIDE = ", and beside them an input grown from noise"
/** So few layers have the grown input beside the patches. */
const FEW = 3

/**
 * The elements of all columns, with the lines above the patches and above the grown inputs.
 * @param {Exciting.State} state
 */
export function drawColumns(state) {
  const { data } = state
  const layers = part("div", "layers")
  layers.style.setProperty("--layers", String(data?.filters.length ?? 1))
  layers.classList.toggle("few", (data?.filters.length ?? 0) <= FEW)
  const [patches, grown] = [part("p", "line patches-of"), part("p", "line grown-of", GROWN)]
  patches.append(part("span", "from"), part("span", "beside", BESIDE))
  layers.append(patches, grown)
  data?.filters.forEach((_, n) => {
    layers.append(column(state, n))
  })
  return [layers]
}

/** @param {Exciting.State} state @param {number} n */
function column(state, n) {
  const element = part("button", "layer")
  element.type = "button"
  element.style.setProperty("--place", String(n + 1))
  const head = part("span", "head")
  head.append(part("b", "name"), part("span", "sees"))
  const nine = part("span", "nine")
  nine.append(...Array.from({ length: NINE }, () => part("i", "patch")))
  const grown = part("span", "grown")
  grown.append(part("i", "seed"))
  const [patches, input] = [part("span", "tile"), part("span", "tile")]
  patches.append(nine, part("span", "strongest"))
  input.append(grown, part("span", "excitation"))
  element.append(head, patches, input)
  element.addEventListener("click", () => state.send("picked", [n]))
  return element
}

/** @param {Exciting.State} state */
export function fillColumns({ root, data }) {
  if (!data) return
  write(find(root, ".from"), `Patches that excite one filter most, from ${data.patchesOf}`)
  const columns = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".layer"))
  columns.forEach((element, n) => {
    const filter = data.filters[n]
    writeBreakable(find(element, ".name"), filter.name)
    write(find(element, ".sees"), filter.sees)
    write(find(element, ".strongest"), filter.note || filter.strongest)
    write(find(element, ".excitation"), filter.excitation)
    const cells = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll(".patch"))
    cells.forEach((cell, place) => {
      showPatch(cell, place, filter)
    })
    showPicture(find(element, ".seed"), filter.grown)
    element.setAttribute("aria-label", told(filter))
  })
}

/** What a column shows, for those who do not see it. @param {Exciting.FilterData} filter */
function told(filter) {
  const patches = filter.note || `Outputs for its patches: ${filter.strongest}.`
  const grown = filter.grown ? `For its grown input: ${filter.excitation}.` : ""
  return `${filter.name}, ${filter.filter}, ${filter.sees}. ${patches} ${grown} Enter opens it.`
}

/** Write a layer's name, which may break after "_". @param {HTMLElement} element @param {string} name */
function writeBreakable(element, name) {
  if (element.textContent === name) return
  const parts = name.split(/(?<=_)/)
  element.replaceChildren(...parts.flatMap((one, n) => (n ? [part("wbr"), one] : [one])))
}
