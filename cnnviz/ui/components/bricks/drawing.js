// The drawing of the volumes, made by Python: highlight a brick, or pick one.
import { closest } from "../shared/elements.js"

/**
 * Make the drawing's element; `hover` is called with a brick's index or null, `pick` with an index.
 * @param {(n: number | null) => void} hover
 * @param {(n: number) => void} pick
 * @returns {Bricks.Drawing}
 */
export function makeDrawing(hover, pick) {
  const element = document.createElement("div")
  element.className = "drawing"
  const brickOf = (/** @type {Event} */ event) => {
    const brick = closest(event, "[data-brick]")
    return brick && brick.dataset.brick !== "-1" ? Number(brick.dataset.brick) : null
  }
  element.addEventListener("pointermove", (event) => hover(brickOf(event)))
  element.addEventListener("pointerleave", () => hover(null))
  element.addEventListener("click", (event) => {
    const n = brickOf(event)
    if (n !== null) pick(n)
  })
  return {
    element,
    draw: (data) => drawVolumes(element, data),
    light: (name, n) => lightVolume(element, name, n),
  }
}

/** @param {HTMLElement} element @param {Bricks.Message} given */
function drawVolumes(element, { drawing, size, rows, input }) {
  const left = element.scrollLeft
  const parsed = new DOMParser().parseFromString(drawing, "image/svg+xml").documentElement
  const svg = document.importNode(parsed, true)
  svg.setAttribute("role", "img")
  svg.setAttribute(
    "aria-label",
    `The network as volumes: input ${input}, ${rows.map(spokenVolume).join(", ")}`,
  )
  svg.style.setProperty("--natural", `${size[0]}px`)
  svg.style.setProperty("--aspect", String(size[0] / size[1]))
  element.replaceChildren(svg)
  element.scrollLeft = left
}

/** @param {Bricks.Row} given */
function spokenVolume({ kind, shape }) {
  return `${kind} ${shape || "does not fit"}`
}

/**
 * Highlight one volume, or none, and scroll to it if the drawing is wider than the page.
 * @param {HTMLElement} element
 * @param {string} name
 * @param {number | null} n
 */
function lightVolume(element, name, n) {
  for (const brick of element.querySelectorAll("[data-brick]"))
    brick.classList.toggle(name, brick.getAttribute("data-brick") === String(n))
  const lit = name === "chosen" && element.querySelector(`[data-brick="${n}"]`)
  if (!lit || element.scrollWidth <= element.clientWidth) return
  const box = lit.getBoundingClientRect()
  const room = element.getBoundingClientRect()
  element.scrollLeft += box.left + box.width / 2 - room.left - room.width / 2
}
