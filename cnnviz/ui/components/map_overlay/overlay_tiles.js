// The tiles: the picture, and each map over the picture, with names and legends below.
import { onPointer, part, write } from "../shared/elements.js"
import { gradientOf, scaleNames } from "../shared/map_colours.js"
import { numbersAt } from "../shared/packed_numbers.js"
import { drawPicture } from "../shared/picture.js"
import { cellUnder, readingText } from "./overlay_reading.js"

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
  const reading = /** @type {Overlay.Reading} */ ({ text: "", numbers: null, size: { width: 1, height: 1 } })
  onPointer(frame, (event) => {
    const cell = reading.numbers && cellUnder(event, frame.getBoundingClientRect(), reading.size)
    write(detail, cell ? readingText(reading, cell) : reading.text)
  })
  frame.addEventListener("pointerleave", () => write(detail, reading.text))
  return {
    element,
    show: async (picture, map, { label, text, signed }) => {
      Object.assign(reading, { text, numbers: null })
      write(name, label)
      write(detail, text)
      element.classList.toggle("stale", map?.stale ?? false)
      over.hidden = !map?.picture
      frame.classList.toggle("awaited", Boolean(map && !map.picture))
      drawLegend(map, signed)
      const [numbers] = await Promise.all([
        map?.picture ? numbersAt(map.numbers, "float32") : null,
        drawPicture(under, picture),
        map?.picture ? drawPicture(over, map.picture) : undefined,
      ])
      if (reading.text === text && map?.picture)
        Object.assign(reading, { numbers, size: { width: map.picture.width, height: map.picture.height } })
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
