// An encoded picture, enlarged with hard pixels; a part of it can be marked.

/**
 * Show the picture once it is decoded; until then the previous one stays. Resolves when it is shown.
 * @param {HTMLElement} frame
 * @param {PictureData} item
 */
export async function drawPicture(frame, item) {
  const image = frame.querySelector("img") ?? frame.appendChild(document.createElement("img"))
  markPart(frame, item)
  image.alt = item.alt
  frame.dataset.wanted = item.src
  if (image.getAttribute("src") === item.src) return
  const next = new Image()
  next.src = item.src
  await next.decode().catch(() => {})
  if (frame.dataset.wanted !== item.src) return // a later picture was decoded first
  image.src = item.src
  image.width = item.width
  image.height = item.height
  sharpen(image)
}

/** Enlarged pixels stay sharp; a reduced photo is smoothed. @param {HTMLImageElement} image */
export function sharpen(image) {
  const enlarged = image.clientWidth * devicePixelRatio >= image.naturalWidth
  image.style.imageRendering = enlarged ? "pixelated" : "auto"
}

/** @param {HTMLElement} frame @param {PictureData} item */
function markPart(frame, item) {
  frame.querySelector(".mark")?.remove()
  if (!item.mark) return
  const [top, left, height, width] = item.mark
  const box = document.createElement("div")
  box.className = "mark"
  const percent = (/** @type {number} */ part, /** @type {number} */ whole) => `${(100 * part) / whole}%`
  Object.assign(box.style, {
    top: percent(top, item.height),
    left: percent(left, item.width),
    height: percent(height, item.height),
    width: percent(width, item.width),
  })
  frame.append(box)
}
