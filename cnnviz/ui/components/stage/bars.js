// A short list of shares as horizontal bars with their names and numbers.

export function drawBars(frame, item) {
  const best = Math.max(...item.values)
  frame.style.setProperty("--letters", Math.max(...item.names.map((name) => name.length)))
  frame.replaceChildren(
    ...item.values.map((value, n) => {
      const bar = document.createElement("div")
      bar.className = value === best ? "bar best" : "bar"
      bar.style.setProperty("--share", value)
      bar.append(text("b", item.names[n]), text("i", ""), text("span", percent(value)))
      return bar
    }),
  )
}

/** 100 % is written only of what is that. */
function percent(share) {
  return share < 1 && share >= 0.9995 ? "> 99.9 %" : `${(100 * share).toFixed(1)} %`
}

function text(tag, content) {
  const element = document.createElement(tag)
  element.textContent = content
  return element
}
