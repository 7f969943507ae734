// The tiles: the picture, and each map over the picture, with names and legends below.
import { part, write } from "../shared/elements.js"
import { gradientOf, scaleNames } from "../shared/map_colours.js"
import { drawPicture } from "../shared/picture.js"

/**
 * Make the tile of the picture, or of a map over it.
 * @returns {Overlay.Tile}
 */
export function makeTile() {
  const element = part("figure")
  const frame = part("div", "frame")
  const [under, over] = [part("div", "under"), part("div", "over")]
  frame.append(under, over)
  const caption = part("figcaption")
  const [name, detail] = [part("b"), part("span")]
  const scale = part("div", "scale")
  const strip = part("i")
  const ends = [part("em"), part("em"), part("em")]
  scale.append(strip, ...ends)
  scale.hidden = true
  caption.append(name, detail, scale)
  element.append(frame, caption)
  return {
    element,
    show: async (picture, map, { label, text, signed }) => {
      write(name, label)
      write(detail, text)
      element.classList.toggle("stale", map?.stale ?? false)
      over.hidden = !map?.picture
      frame.classList.toggle("awaited", Boolean(map && !map.picture))
      drawLegend(map, signed)
      await Promise.all([
        drawPicture(under, picture),
        map?.picture ? drawPicture(over, map.picture) : undefined,
      ])
    },
  }

  /** @param {Overlay.MapData | null} map @param {boolean} signed */
  function drawLegend(map, signed) {
    scale.hidden = !map?.picture
    if (!map?.picture) return
    strip.style.background = gradientOf("signed", !signed)
    const names = scaleNames(signed ? "signed" : "grey", map.limit)
    ends.forEach((end, n) => write(end, names[n]))
  }
}
