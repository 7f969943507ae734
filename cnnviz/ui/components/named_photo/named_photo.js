// A photo, the part of it that a network sees, and the network's five best names; or the camera's frames.
import { find, part, write } from "../shared/elements.js"
import { drawPicture, sharpen } from "../shared/picture.js"
import { bestName, makeNames, showNames } from "./name_rows.js"
import { makePhotoCamera, placeCrop, stopCamera } from "./photo_camera.js"

const SEEN = "What the network sees"
const WORKING = "The network is looking at the picture."
const TOLD = "One frame a second goes to the computer that runs this dashboard. None is kept."

/** @type {WeakMap<HTMLElement, NamedPhoto.State>} */
const photos = new WeakMap()

/** @param {ComponentArguments<NamedPhoto.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".named")
  const state = photos.get(root) ?? makePhoto(root)
  photos.set(root, state)
  state.send = (name, value) => setTriggerValue(name, value)
  root.dataset.wanted = data.digest
  take(state, data)
  const observer = new ResizeObserver(() => root.querySelectorAll("img").forEach(sharpen))
  observer.observe(root)
  return () => {
    observer.disconnect()
    setTimeout(() => root.isConnected || stopCamera(state, ""))
  }
}

/** @param {HTMLElement} root @returns {NamedPhoto.State} */
function makePhoto(root) {
  const [photo, live, crop] = [part("div", "frame"), part("canvas", "live"), part("div", "crop")]
  const [seen, frozen] = [part("div", "frame"), part("canvas", "live")]
  live.setAttribute("aria-label", "The camera's picture")
  frozen.setAttribute("aria-label", "What the network sees of the camera's picture")
  for (const canvas of [live, frozen]) canvas.setAttribute("role", "img")
  const [photoName, photoSize] = [part("b"), part("span")]
  photo.append(live, crop)
  seen.append(frozen)
  const [said, limit, heard] = [part("p", "said"), part("p", "limit"), part("p", "heard")]
  const [button, action, status] = [part("button"), part("b"), part("p", "status")]
  button.type = "button"
  button.append(action, part("span", "", TOLD))
  status.setAttribute("role", "status")
  heard.setAttribute("aria-live", "polite")
  const [answer, names, bar] = [part("div", "answer"), makeNames(), part("div", "bar")]
  answer.append(names, said)
  bar.append(button, status)
  const seenName = [part("b", "", SEEN), part("span", "seen-size")]
  root.replaceChildren(
    figure("photo", photo, [photoName, photoSize]),
    arrow(),
    figure("seen", seen, seenName),
    arrow(),
    answer,
    limit,
    bar,
    heard,
  )
  const parts = { photo, photoName, photoSize, live, crop, seen, frozen, names, said, limit }
  const fresh = { root, parts: { ...parts, button, action, status, heard } }
  const state = /** @type {NamedPhoto.State} */ (/** @type {unknown} */ (fresh))
  state.camera = makePhotoCamera(state, () => showPhoto(state))
  root.dataset.camera = "off"
  return state
}

/** @param {string} name @param {HTMLElement} frame @param {HTMLElement[]} caption */
function figure(name, frame, caption) {
  const [made, below] = [part("figure", name), part("figcaption")]
  below.append(...caption)
  made.append(frame, below)
  return made
}

function arrow() {
  const sign = part("div", "operator", "→")
  sign.setAttribute("aria-hidden", "true")
  return sign
}

/**
 * Take Python's data: the answer to a frame, or another picture, which ends the camera.
 * @param {NamedPhoto.State} state
 * @param {NamedPhoto.Message} data
 */
async function take(state, data) {
  const { camera, root } = state
  const isNew = state.data !== undefined && data.content !== state.data.content
  state.data = data
  if (camera.on && isNew) stopCamera(state, "")
  if (camera.on) takeAnswer(state, data.camera)
  else await showPhoto(state)
  if (state.data === data && (camera.on || data.answer)) root.dataset.drawn = data.digest
}

/** @param {NamedPhoto.State} state @param {NamedPhoto.Message["camera"]} given */
function takeAnswer(state, given) {
  if (given?.frame !== state.camera.frame) return
  state.camera.waiting = false
  state.root.dataset.answered = String(given.frame)
  showAnswer(state, given.answer)
  write(state.parts.limit, state.data.general)
}

/** Show the photo with its names. @param {NamedPhoto.State} state */
async function showPhoto(state) {
  const { data, parts, root } = state
  write(parts.photoName, data.label)
  write(parts.photoSize, `${data.picture.width} × ${data.picture.height} pixels`)
  write(find(root, ".seen-size"), `${data.seen.width} × ${data.seen.height} × 3 numbers, ${data.range}`)
  write(parts.limit, data.limit)
  placeCrop(parts, data.picture.mark ?? [0, 0, data.picture.height, data.picture.width], data.picture)
  showAnswer(state, data.answer)
  await Promise.all([
    drawPicture(parts.photo, { ...data.picture, mark: null }),
    drawPicture(parts.seen, data.seen),
  ])
}

/**
 * Show an answer; while there is none yet, the one before stays, dimmed.
 * @param {NamedPhoto.State} state
 * @param {NamedPhoto.Answer | null} answer
 */
function showAnswer(state, answer) {
  const { root, parts } = state
  root.classList.toggle("working", answer === null)
  write(parts.said, answer === null ? WORKING : answer.said)
  if (answer === null) return
  showNames(parts.names, answer.names)
  write(parts.heard, bestName(answer.names))
}
