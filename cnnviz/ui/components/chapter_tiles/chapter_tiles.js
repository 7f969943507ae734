// The chapters as tiles, each with a picture, a sentence and links to its pages.
import { find, part } from "../shared/elements.js"

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
  heading.append(makeLink({ name: title, address: pages[0].address }))
  const links = part("div", "links")
  links.append(...pages.map(makeLink))
  tile.append(picture, heading, part("p", "", sentence), links)
  return tile
}

/** @param {ChapterTiles.PageLink} page */
function makeLink({ name, address }) {
  return Object.assign(part("a", "", name), { href: address })
}

/**
 * Open a clicked link without loading the dashboard again; with a modifier key the browser opens it as it always does.
 * @param {MouseEvent} event
 * @param {(address: string) => void} open
 */
function openInPlace(event, open) {
  const link = event.target instanceof Element ? event.target.closest("a") : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  open(link.getAttribute("href") ?? "")
}
