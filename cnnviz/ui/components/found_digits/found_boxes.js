// The boxes over the picture: lines, and buttons with labels.
import { childrenOf, find, part, setAll, svg } from "../shared/elements.js"
import { percentAmong } from "../shared/numbers.js"
import { boxOnScreen, firstLine, placedLabels, wholePercentAmong } from "./found_labels.js"

/** A digit's probability in percent. @param {FoundDigits.Digit} digit */
export function shareOf({ probabilities, label }) {
  return percentAmong(probabilities, Number(label))
}

/** The same in few characters. @param {FoundDigits.Digit} digit */
function inLabel({ probabilities, label }) {
  return wholePercentAmong(probabilities, Number(label))
}

/**
 * Make a button with a label for each digit. Their lines are drawn by `fitBoxes`.
 * @param {FoundDigits.Message} data
 */
export function makeBoxes({ digits }) {
  return digits.map((digit, n) => {
    const box = part("button", digit.doubt ? "found doubtful" : "found")
    box.type = "button"
    box.dataset.place = String(n)
    box.setAttribute("role", "radio")
    const doubt = digit.doubt ? `, ${digit.doubt}` : ""
    box.setAttribute("aria-label", `${n + 1} of ${digits.length}: ${digit.label}, ${shareOf(digit)}${doubt}`)
    const tag = part("span", "tag")
    tag.append(
      part("b", "whole", firstLine(digit)),
      part("b", "bare", digit.doubt ? `${digit.label}?` : digit.label),
      part("span", "percent", inLabel(digit)),
    )
    box.append(tag)
    return box
  })
}

/**
 * Put the boxes over the picture in its present size, and give each label the room there is.
 * @param {FoundDigits.State} state
 */
export function fitBoxes({ data, parts, place }) {
  const size = { width: parts.frame.clientWidth, height: parts.frame.clientHeight }
  if (!size.width) return
  const places = data.digits.map(({ box }) => boxOnScreen(box, size.width / data.picture.width, size))
  const texts = data.digits.map((digit) => ({
    first: firstLine(digit),
    share: inLabel(digit),
    label: digit.doubt ? `${digit.label}?` : digit.label,
  }))
  const labels = placedLabels(places, texts, size)
  setAll(parts.lines, { viewBox: `0 0 ${size.width} ${size.height}` })
  parts.lines.replaceChildren(...places.flatMap((box, n) => linesOf(box, data.digits[n].doubt !== "")))
  childrenOf(parts.boxes).forEach((box, n) => {
    const { left, top, width, height } = places[n]
    Object.assign(box.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    })
    box.classList.toggle("short", labels[n].room === "short")
    box.classList.toggle("below", labels[n].below)
    keepInside(find(box, ".tag"), left + width / 2, size.width)
  })
  markBox(parts, place)
}

/** Move a label that would leave the picture. @param {HTMLElement} tag @param {number} middle @param {number} most */
function keepInside(tag, middle, most) {
  const half = tag.offsetWidth / 2
  const shift = Math.max(0, half - middle) - Math.max(0, middle + half - most)
  tag.style.setProperty("--shift", `${shift}px`)
}

/** A line that is seen on any picture: one in the text's colour on one in the background's. @param {Box} box @param {boolean} doubtful */
function linesOf({ left, top, width, height }, doubtful) {
  const at = { x: left, y: top, width, height, rx: 4, fill: "none" }
  return [
    svg("rect", { ...at, class: "halo" }),
    svg("rect", { ...at, class: doubtful ? "line dashed" : "line" }),
  ]
}

/** Mark the chosen digit's box. @param {FoundDigits.Parts} parts @param {number} place */
export function markBox({ lines, boxes }, place) {
  childrenOf(boxes).forEach((box, n) => {
    box.setAttribute("aria-checked", String(n === place))
    box.tabIndex = n === place ? 0 : -1
  })
  for (const [n, line] of [...lines.children].entries())
    line.classList.toggle("chosen", Math.floor(n / 2) === place)
}
