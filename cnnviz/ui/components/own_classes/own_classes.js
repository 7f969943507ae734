// The visitor's own classes beside a photo; or beside the camera, whose frames are read and recorded.
import { captioned, makeFilmParts } from "../shared/camera/film_parts.js"
import { makeFrameCamera, placeCrop, startCamera, stopCamera } from "../shared/camera/frame_camera.js"
import { find, part, write } from "../shared/elements.js"
import { drawPicture, sharpen } from "../shared/picture.js"
import { bestClass, showRows, showShares } from "./taught_rows.js"

const WORKING = "The network is looking at the pictures."
const TOLD = "One frame a second goes to the computer that runs this dashboard."
const KEPT = "It keeps small copies of recorded frames until you leave. It keeps nothing else."

/** @type {WeakMap<HTMLElement, OwnClasses.State>} */
const boards = new WeakMap()

/** @param {ComponentArguments<OwnClasses.Message>} given */
export default function ({ data, parentElement, setTriggerValue }) {
  const root = find(parentElement, ".own")
  const state = boards.get(root) ?? makeBoard(root)
  boards.set(root, state)
  state.tell = (/** @type {string} */ name, /** @type {unknown[]} */ value) => setTriggerValue(name, value)
  root.dataset.wanted = data.digest
  take(state, data)
  const observer = new ResizeObserver(() => sharpenAll(root))
  observer.observe(root)
  return () => {
    observer.disconnect()
    setTimeout(() => root.isConnected || stopCamera(state, ""))
  }
}

/** @param {HTMLElement} root @returns {OwnClasses.State} */
function makeBoard(root) {
  const { bar, ...film } = makeFilmParts(`${TOLD} ${KEPT}`)
  const [rows, said, heard] = [part("div", "rows"), part("p", "said"), part("p", "heard")]
  heard.setAttribute("aria-live", "polite")
  const beside = part("div", "beside")
  beside.append(rows, said)
  root.replaceChildren(captioned("photo", film.photo, [film.photoName, film.photoSize]), beside, bar, heard)
  const fresh = { root, parts: { ...film, rows, said, heard }, recording: -1 }
  const state = /** @type {OwnClasses.State} */ (/** @type {unknown} */ (fresh))
  state.camera = makeFrameCamera(state, () => {
    state.recording = -1
    showAll(state)
  })
  state.send = (_, [number, file]) => state.tell("frame", [number, file, state.recording])
  root.dataset.camera = "off"
  return state
}

/**
 * Take Python's data: an answer to a frame, other classes, or another picture, which ends the camera.
 * @param {OwnClasses.State} state
 * @param {OwnClasses.Message} data
 */
async function take(state, data) {
  const { camera, root } = state
  const isNew = state.data !== undefined && data.content !== state.data.content
  state.data = data
  const recorded = data.rows.find(({ index }) => index === state.recording)
  if (!data.teaching || !recorded || recorded.count >= data.most) state.recording = -1
  if (camera.on && isNew) stopCamera(state, "")
  if (camera.on) takeFrameRead(state)
  else await showAll(state)
  if (state.data === data && (camera.on || data.read)) root.dataset.drawn = data.digest
}

/** Show what the network says of a frame. @param {OwnClasses.State} state */
function takeFrameRead(state) {
  showClasses(state)
  const given = state.data.camera
  if (given?.frame !== state.camera.frame) return
  state.camera.waiting = false
  state.root.dataset.answered = String(given.frame)
  showRead(state, given.read)
}

/** Show the photo and the classes. @param {OwnClasses.State} state */
async function showAll(state) {
  const { data, parts } = state
  write(parts.photoName, data.label)
  write(parts.photoSize, `${data.picture.width} × ${data.picture.height} pixels`)
  placeCrop(parts, data.picture.mark ?? [0, 0, data.picture.height, data.picture.width], data.picture)
  showClasses(state)
  showRead(state, data.read)
  await drawPicture(parts.photo, { ...data.picture, mark: null })
}

/** @param {OwnClasses.State} state */
function showClasses(state) {
  showRows(state.parts.rows, state.data, state.recording, {
    record: (index) => record(state, index),
    clear: (index) => state.tell("cleared", [index]),
  })
}

/** Record frames for a class, or stop it; the camera starts if it is off. @param {OwnClasses.State} state @param {number} index */
function record(state, index) {
  state.recording = state.recording === index ? -1 : index
  if (state.recording >= 0 && !state.camera.on) startCamera(state)
  showClasses(state)
}

/**
 * Show probabilities; while there are none yet, those before stay, dimmed.
 * @param {OwnClasses.State} state
 * @param {OwnClasses.Read | null} read
 */
function showRead({ root, parts, data }, read) {
  root.classList.toggle("working", read === null)
  write(parts.said, read === null ? WORKING : read.said)
  if (read === null) return
  showShares(parts.rows, read.shares)
  write(parts.heard, bestClass(data.rows, read.shares))
}

/** @param {HTMLElement} root */
function sharpenAll(root) {
  for (const image of root.querySelectorAll(".frame img")) sharpen(/** @type {HTMLImageElement} */ (image))
}
