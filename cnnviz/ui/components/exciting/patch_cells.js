// The cells of a sheet of patches.

/** Patches in a row of the sheet. */
const ACROSS = 3
/** How many patches a tile has room for. */
export const NINE = 9
/** A picture with a shorter side than this, in pixels, is enlarged with hard edges. */
const HARD = 64

/**
 * Show the n-th patch of a sheet as an element's background, or nothing.
 * @param {HTMLElement} element
 * @param {number} n
 * @param {Exciting.FilterData} filter
 */
export function showPatch(element, n, { sheet, patches }) {
  const there = sheet !== null && n < patches.length
  element.classList.toggle("gone", !there)
  element.classList.toggle("own", there && patches[n].own)
  if (!there || !sheet) {
    element.style.backgroundImage = ""
    return
  }
  const down = Math.ceil(patches.length / ACROSS)
  const [width, height] = [sheet.width / ACROSS, sheet.height / down]
  const share = (/** @type {number} */ place, /** @type {number} */ count) =>
    count > 1 ? (100 * place) / (count - 1) : 0
  element.style.setProperty("--aspect", String(width / height))
  Object.assign(element.style, {
    aspectRatio: `${width} / ${height}`,
    backgroundImage: `url("${sheet.src}"), var(--beyond)`,
    backgroundSize: `${100 * ACROSS}% ${100 * down}%, auto`,
    backgroundPosition: `${share(n % ACROSS, ACROSS)}% ${share(Math.floor(n / ACROSS), down)}%, 0 0`,
    imageRendering: hardness(Math.min(width, height)),
  })
}

/**
 * Show a picture as an element's background, or nothing yet.
 * @param {HTMLElement} element
 * @param {Exciting.Sheet | null} picture
 */
export function showPicture(element, picture) {
  element.classList.toggle("gone", !picture)
  if (!picture) {
    element.style.backgroundImage = ""
    return
  }
  Object.assign(element.style, {
    aspectRatio: `${picture.width} / ${picture.height}`,
    backgroundImage: `url("${picture.src}"), var(--beyond)`,
    backgroundSize: "100% 100%, auto",
    imageRendering: hardness(Math.min(picture.width, picture.height)),
  })
}

/** @param {number} side */
function hardness(side) {
  return side < HARD ? "pixelated" : "auto"
}
