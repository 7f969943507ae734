// The chapters as tiles, each with a picture, a sentence and links to its pages.
import { find, part } from "../shared/elements.js"
import { makePageLink, openInPlace } from "../shared/page_links.js"

/** @param {ComponentArguments<ChapterTiles.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".tiles")
  if (root.dataset.wanted !== data.digest) root.replaceChildren(...data.tiles.map(makeTile))
  root.dataset.wanted = data.digest
  root.onclick = (event) => openInPlace(event, (address) => setTriggerValue("open", [address]))
  root.dataset.drawn = data.digest
}

/** @param {ChapterTiles.Tile} tile */
function makeTile({ title, sentence, src, alt, pages }) {
  const tile = part("section", "tile")
  const picture = Object.assign(part("img"), { src, alt })
  const heading = part("h3")
  heading.append(makePageLink({ name: title, address: pages[0].address }))
  const links = part("div", "links")
  links.append(...pages.map(makePageLink))
  tile.append(picture, heading, part("p", "", sentence), links)
  return tile
}
