// A photo, the part of it that a network sees, and the network's five best names; or the camera's frames.
import { captioned, makeFilmParts } from "../shared/camera/film_parts.js"
import { makeFrameCamera, placeCrop, stopCamera } from "../shared/camera/frame_camera.js"
import { find, part, write } from "../shared/elements.js"
import { drawPicture, sharpen } from "../shared/picture.js"
import { bestName, makeNames, showNames } from "./name_rows.js"

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
  const { bar, ...film } = makeFilmParts(TOLD)
  const seen = part("div", "frame")
  seen.append(film.frozen)
  const [said, limit, heard] = [part("p", "said"), part("p", "limit"), part("p", "heard")]
  heard.setAttribute("aria-live", "polite")
  const [answer, names] = [part("div", "answer"), makeNames()]
  answer.append(names, said)
  const seenName = [part("b", "", SEEN), part("span", "seen-size")]
  root.replaceChildren(
    captioned("photo", film.photo, [film.photoName, film.photoSize]),
    arrow(),
    captioned("seen", seen, seenName),
    arrow(),
    answer,
    limit,
    bar,
    heard,
  )
  const fresh = { root, parts: { ...film, seen, names, said, limit, heard } }
  const state = /** @type {NamedPhoto.State} */ (/** @type {unknown} */ (fresh))
  state.camera = makeFrameCamera(state, () => showPhoto(state))
  state.filmed = () => {
    const { width, height } = state.data.seen
    write(find(root, ".seen-size"), `${width} × ${height} × 3 numbers`)
  }
  root.dataset.camera = "off"
  return state
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
