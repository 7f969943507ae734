// SVG drawings beside each other, in the colour of the page's text, each with a heading and a line.
import { find, part } from "../shared/elements.js"

/** @param {ComponentArguments<Drawings.Message>} given */
export default function ({ data, parentElement }) {
  const root = find(parentElement, ".drawings")
  if (root.dataset.wanted !== data.digest) root.replaceChildren(...data.drawings.map(makeFigure))
  root.dataset.wanted = data.digest
  root.dataset.drawn = data.digest
}

/** @param {Drawings.Drawing} drawing */
function makeFigure({ svg, title, line, colour, shrinks }) {
  const figure = part("figure")
  if (title) figure.append(makeHeading(title, colour))
  if (line) figure.append(part("figcaption", "", line))
  const picture = part("div", shrinks ? "picture shrinks" : "picture")
  picture.innerHTML = svg
  if (svg) figure.append(picture)
  return figure
}

/** @param {string} title @param {string} colour */
function makeHeading(title, colour) {
  const heading = part("h4", "", title)
  if (!colour) return heading
  const mark = part("span", "mark")
  mark.style.background = colour
  heading.prepend(mark)
  return heading
}
