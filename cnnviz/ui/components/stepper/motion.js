// Motion of a step: the window glides over the input, and the result travels into the output.
import { find, part } from "../shared/elements.js"

/** The shares of a step's time for the window's glide and the result's way. */
const GLIDE = 0.3
const WAY = 0.45
/** A step by hand takes this long, in ms; in shorter steps nothing travels. */
const BY_HAND = 700
const SHORTEST = 400

/** Whether the visitor has asked for less motion. */
function isStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches
}

/**
 * Make the motion of a scene's steps: `step` moves to the place that the scene now shows, `halt` ends all motion.
 * @returns {Stepper.Motion}
 */
export function makeMotion() {
  /** @type {Animation | null} */
  let way = null
  let glides = false
  const halt = (/** @type {Stepper.Parts} */ parts) => {
    way?.cancel()
    way = null
    if (glides) parts.element.style.setProperty("--glide", "0s")
    glides = false
  }
  return {
    halt,
    glide: (parts, perSecond) => {
      halt(parts)
      if (isStill()) return
      glides = true
      parts.element.style.setProperty("--glide", `${GLIDE / (perSecond ?? 1000 / BY_HAND)}s`)
    },
    travel: (parts, [row, column], text, perSecond) => {
      const time = perSecond ? 1000 / perSecond : BY_HAND
      if (isStill() || time < SHORTEST) return
      const { grid } = parts.output
      const ghost = parts.element.appendChild(part("b", "traveller", text))
      grid.mark("arriving", [[row, 1, column, 1]])
      const [from, to] = wayOf(parts, grid.element, (row + 0.5) * grid.cell, (column + 0.5) * grid.cell)
      const mine = ghost.animate(
        [{ translate: from, opacity: 0 }, { opacity: 1, offset: 0.2 }, { translate: to }],
        {
          delay: GLIDE * time,
          duration: WAY * time,
          easing: "ease-in-out",
          fill: "both",
        },
      )
      way = mine
      const end = () => {
        ghost.remove()
        if (way === mine || way === null) grid.mark("arriving", [])
      }
      mine.finished.then(end, end)
    },
  }
}

/**
 * The way from the last matrix to a point in the output, as two CSS translations within the scene.
 * @param {Stepper.Parts} parts
 * @param {HTMLElement} output
 * @param {number} down
 * @param {number} across
 */
function wayOf({ element, loupes }, output, down, across) {
  const scene = element.getBoundingClientRect()
  const last = find(loupes[0].element, ".matrix:last-child table").getBoundingClientRect()
  const target = output.getBoundingClientRect()
  const at = (/** @type {number} */ x, /** @type {number} */ y) => `${x - scene.x}px ${y - scene.y}px`
  return [at(last.x + last.width / 2, last.y + last.height / 2), at(target.x + across, target.y + down)]
}
