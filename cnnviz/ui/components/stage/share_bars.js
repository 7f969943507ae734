// A short list of shares as horizontal bars with names and numbers.
import { part } from "../shared/elements.js"
import { percentAmong } from "../shared/numbers.js"

/** @param {HTMLElement} frame @param {Stage.Bars} item */
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
