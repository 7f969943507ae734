// The four pictures: before, the change, after it, and after a random change.
import { part, write } from "../shared/elements.js"
import { changeDetail, changeTitle } from "./push_text.js"
import { changeLevels, changeOf, enlargement, movedLevels, pixelsOf, randomlyMoved } from "./pushing.js"

/** What stands before each picture. */
const OPERATORS = ["", "+", "=", ""]

/**
 * Make the pictures; `enlarge` is called when the visitor chooses how the change is shown.
 * @param {(enlarged: boolean) => void} enlarge
 * @returns {Pushed.Tiles}
 */
export function makePushTiles(enlarge) {
  const element = part("div", "tiles")
  const [before, change, after, random] = OPERATORS.map(makePushTile)
  const toggle = Object.assign(part("button", "enlarge"), { type: "button" })
  change.frame.append(toggle)
  let enlarged = true
  toggle.addEventListener("click", () => enlarge(!enlarged))
  element.append(before.element, change.element, after.element, random.element)
  return {
    element,
    draw: (data, numbers, now) => {
      const { steps } = now
      const awaited = !data.said.length
      enlarged = now.enlarged
      const moved = changeOf(numbers, steps)
      const times = enlarged ? enlargement(steps) : 1
      before.draw(data, numbers.levels, data.label, answer(data.said[0]))
      change.draw(data, changeLevels(moved, times), changeTitle(times), changeDetail(steps))
      after.draw(data, movedLevels(numbers.levels, moved), "After the push", answer(data.said[steps]))
      random.draw(data, randomlyMoved(numbers, steps), "After a random change", answer(data.random[steps]))
      write(toggle, enlarged ? "True size" : "Enlarge")
      after.element.classList.toggle("turned", !awaited && data.said[steps].turned)
      element.classList.toggle("awaited", awaited)
    },
  }
}

/** The best name with its probability; nothing before the network has answered. @param {Pushed.Said | undefined} said */
function answer(said) {
  return said ? `${said.name}: ${said.share}` : ""
}

/** @param {string} operator */
function makePushTile(operator) {
  const element = part("figure")
  const frame = part("div", "frame")
  const canvas = part("canvas")
  canvas.setAttribute("role", "img")
  const caption = part("figcaption")
  const [title, detail] = [part("b"), part("span")]
  if (operator) frame.append(part("span", "operator", operator))
  frame.append(canvas)
  caption.append(title, detail)
  element.append(frame, caption)
  return {
    element,
    frame,
    /** @param {Pushed.Message} data @param {ArrayLike<number>} levels @param {string} name @param {string} text */
    draw: ({ width, height, channels }, levels, name, text) => {
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
      const pen = canvas.getContext("2d")
      pen?.putImageData(new ImageData(pixelsOf(levels, channels), width, height), 0, 0)
      canvas.setAttribute("aria-label", `${name}: ${text}`)
      write(title, name)
      write(detail, text)
    },
  }
}
