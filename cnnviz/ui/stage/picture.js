// One encoded picture. It is enlarged with hard pixels, and a part of it can be marked.
import { blob } from "./unpack.js"

/** Show the picture; the one before stays until the new one is decoded. Resolves when it stands. */
export async function drawPicture(frame, item, pictures) {
  const image = frame.querySelector("img") ?? frame.appendChild(document.createElement("img"))
  const address = URL.createObjectURL(blob(item, pictures))
  const next = new Image()
  next.src = address
  await next.decode().catch(() => {})
  const before = image.src
  image.src = address
  image.alt = item.alt
  image.width = item.width
  image.height = item.height
  image.onclick = null
  if (before) URL.revokeObjectURL(before)
  sharpen(image)
  mark(frame, item)
}

/** Enlarged pixels are squares; a reduced photo is averaged as usual. */
export function sharpen(image) {
  const enlarged = image.clientWidth * devicePixelRatio >= image.naturalWidth
  image.style.imageRendering = enlarged ? "pixelated" : "auto"
}

function mark(frame, item) {
  frame.querySelector(".mark")?.remove()
  if (!item.mark) return
  const [top, left, height, width] = item.mark
  const box = document.createElement("div")
  box.className = "mark"
  const percent = (part, whole) => `${(100 * part) / whole}%`
  Object.assign(box.style, {
    top: percent(top, item.height),
    left: percent(left, item.width),
    height: percent(height, item.height),
    width: percent(width, item.width),
  })
  frame.append(box)
}
