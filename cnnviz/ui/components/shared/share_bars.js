// A short list of shares as horizontal bars with names and numbers.
import { childrenOf, part } from "./elements.js"
import { percentAmong } from "./numbers.js"

/** @param {HTMLElement} frame @param {{ names: string[], values: number[] }} item */
export function drawBars(frame, item) {
  const best = Math.max(...item.values)
  frame.style.setProperty("--letters", String(Math.max(...item.names.map((name) => name.length))))
  frame.replaceChildren(
    ...item.values.map((value, n) => {
      const bar = part("div", value === best ? "bar best" : "bar")
      bar.style.setProperty("--share", String(value))
      bar.append(part("b", "", item.names[n]), part("i"), part("span", "", percentAmong(item.values, n)))
      return bar
    }),
  )
}

/** The height of a line with a legible name and number, in pixels. */
const BAR_HEIGHT = 20

/**
 * Show as many of the bars as there is room for, the largest shares first.
 * @param {Element} given
 */
export function fitBars(given) {
  const frame = /** @type {HTMLElement} */ (given)
  const bars = childrenOf(frame)
  const share = (/** @type {HTMLElement} */ bar) => Number(bar.style.getPropertyValue("--share"))
  const room = Math.max(1, Math.floor(frame.clientHeight / BAR_HEIGHT))
  const shown = new Set([...bars].sort((one, other) => share(other) - share(one)).slice(0, room))
  for (const bar of bars) bar.hidden = !shown.has(bar)
}
