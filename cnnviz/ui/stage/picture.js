// One encoded picture. It is enlarged with hard pixels, and a part of it can be marked.
import { blob } from "./unpack.js"

/** Show the picture; the one before stays until the new one is decoded. Resolves when it stands. */
export async function drawPicture(frame, item, pictures) {
  const image = frame.querySelector("img") ?? frame.appendChild(document.createElement("img"))
  mark(frame, item)
  image.alt = item.alt
  frame.dataset.wanted = item.content
  if (frame.dataset.content === item.content) return
  const address = URL.createObjectURL(blob(item, pictures))
  const next = new Image()
  next.src = address
  await next.decode().catch(() => {})
  if (frame.dataset.wanted !== item.content) return URL.revokeObjectURL(address) // a later one was faster
  const before = image.src
  image.src = address
  frame.dataset.content = item.content
  image.width = item.width
  image.height = item.height
  if (before) URL.revokeObjectURL(before)
  sharpen(image)
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
