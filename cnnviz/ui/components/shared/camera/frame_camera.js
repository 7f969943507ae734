// The camera in place of a photo: one frame a second is cut as a network sees it, and sent to Python.
import { write } from "../elements.js"
import { makeDevice } from "./camera_device.js"
import { croppedPart } from "./frame_crop.js"

/** Milliseconds from one frame to the next, and until an answer is no longer awaited. */
const [PAUSE, PATIENCE] = [1000, 10_000]
/** The quality of a frame's JPEG. */
const QUALITY = 0.9
const CAMERA = "Camera, as in a mirror"
const START = "Live camera"
const STOP = "Stop the camera"
const ASKING = "Allow the camera when the browser asks."
const HIDDEN = "The camera stopped because the page was hidden."

/**
 * Make a camera that is off.
 * @param {LiveCamera.Filming} state
 * @param {() => void} shown is called when the photo takes the camera's place again
 * @returns {LiveCamera.FrameCamera}
 */
export function makeFrameCamera(state, shown) {
  const { parts } = state
  const stop = (/** @type {string} */ sentence, ending = "off") => {
    stopCamera(state, sentence, ending)
    shown()
  }
  const camera = {
    device: makeDevice({
      frame: (video) => {
        if (state.root.isConnected) takeFrame(state, video)
        else stop("")
      },
      failed: (sentence) => stop(sentence, "failed"),
    }),
    on: false,
    frame: 0,
    sentAt: 0,
    waiting: false,
    hidden: () => document.hidden && stop(HIDDEN),
  }
  write(parts.action, START)
  parts.button.onclick = () => (camera.on ? stop("") : startCamera(state))
  return camera
}

/** Ask for the camera. @param {LiveCamera.Filming} state */
export function startCamera({ root, parts, camera }) {
  Object.assign(camera, { on: true, waiting: false, sentAt: 0 })
  root.dataset.camera = "asking"
  parts.button.setAttribute("aria-pressed", "true")
  write(parts.action, STOP)
  write(parts.status, ASKING)
  document.addEventListener("visibilitychange", camera.hidden)
  camera.device.start()
}

/** @param {LiveCamera.Filming} state @param {string} sentence @param {string} ending */
export function stopCamera({ root, parts, camera }, sentence, ending = "off") {
  camera.on = false
  root.dataset.camera = ending
  root.classList.remove("filming")
  parts.button.setAttribute("aria-pressed", "false")
  write(parts.action, START)
  write(parts.status, sentence)
  document.removeEventListener("visibilitychange", camera.hidden)
  camera.device.stop()
}

/**
 * Show a frame, mirrored as in a mirror, and send what a network sees of it if it is time.
 * @param {LiveCamera.Filming} state
 * @param {HTMLVideoElement} video
 */
function takeFrame(state, video) {
  const { root, parts, camera, data } = state
  const size = { width: video.videoWidth, height: video.videoHeight }
  const part = croppedPart(size, data.cut)
  if (!root.classList.contains("filming")) {
    root.classList.add("filming")
    root.dataset.camera = "on"
    write(parts.status, "")
    write(parts.photoName, CAMERA)
    write(parts.photoSize, `${size.width} × ${size.height} pixels`)
    state.filmed?.()
  }
  drawMirrored(parts.live, video, size)
  placeCrop(parts, part, size)
  const now = performance.now()
  if (now - camera.sentAt < (camera.waiting ? PATIENCE : PAUSE)) return
  Object.assign(camera, { frame: camera.frame + 1, sentAt: now, waiting: true })
  state.send("frame", [camera.frame, fileOf(parts, part, data.cut)])
}

/** @param {HTMLCanvasElement} canvas @param {HTMLVideoElement} video @param {Size} size */
function drawMirrored(canvas, video, { width, height }) {
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  const context = canvas.getContext("2d", { alpha: false })
  if (!context) return
  context.setTransform(-1, 0, 0, 1, width, 0)
  context.drawImage(video, 0, 0, width, height)
}

/**
 * Draw the part that a network sees in the network's size, and return it as a JPEG in base64.
 * @param {LiveCamera.FilmParts} parts
 * @param {Frame} part
 * @param {LiveCamera.Cut} cut
 */
function fileOf({ live, frozen }, [top, left, height, width], { side }) {
  Object.assign(frozen, { width: side, height: side })
  const context = frozen.getContext("2d", { alpha: false })
  if (!context) return ""
  context.imageSmoothingQuality = "high"
  context.drawImage(live, left, top, width, height, 0, 0, side, side)
  const address = frozen.toDataURL("image/jpeg", QUALITY)
  return address.slice(address.indexOf(",") + 1)
}

/**
 * Draw the border of the part that a network sees.
 * @param {LiveCamera.FilmParts} parts
 * @param {Frame} part
 * @param {Size} size
 */
export function placeCrop({ photo, crop }, [top, left, height, width], size) {
  const percent = (/** @type {number} */ length, /** @type {number} */ whole) => `${(100 * length) / whole}%`
  Object.assign(crop.style, {
    top: percent(top, size.height),
    left: percent(left, size.width),
    height: percent(height, size.height),
    width: percent(width, size.width),
  })
  photo.style.setProperty("--aspect", String(size.width / size.height))
}
