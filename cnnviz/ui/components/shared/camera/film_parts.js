// A photo that the camera may take the place of: its frame and caption, and the camera's button.
import { part } from "../elements.js"

/**
 * Make the parts; `told` says beside the button what leaves the browser.
 * @param {string} told
 */
export function makeFilmParts(told) {
  const [photo, live, crop, frozen] = [
    part("div", "frame"),
    part("canvas", "live"),
    part("div", "crop"),
    part("canvas", "live"),
  ]
  live.setAttribute("aria-label", "The camera's picture")
  frozen.setAttribute("aria-label", "What the network sees of the camera's picture")
  for (const canvas of [live, frozen]) canvas.setAttribute("role", "img")
  photo.append(live, crop)
  const [photoName, photoSize] = [part("b"), part("span")]
  const [button, action, status] = [part("button", "film"), part("b"), part("p", "status")]
  button.type = "button"
  button.append(action, part("span", "", told))
  status.setAttribute("role", "status")
  const bar = part("div", "bar")
  bar.append(button, status)
  return { photo, live, crop, frozen, photoName, photoSize, button, action, status, bar }
}

/** @param {string} name @param {HTMLElement} frame @param {HTMLElement[]} caption */
export function captioned(name, frame, caption) {
  const [made, below] = [part("figure", name), part("figcaption")]
  below.append(...caption)
  made.append(frame, below)
  return made
}
