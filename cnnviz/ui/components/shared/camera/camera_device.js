// The camera itself: switched on, read frame by frame, and switched off.
import { reasonOf } from "./camera_reasons.js"

/** Of a phone's two cameras, the one that faces its user. */
const WANTED = { video: { width: { ideal: 640 }, height: { ideal: 480 }, facingMode: "user" } }

/**
 * Make a camera that is off. While it is on, a hidden tab pauses it.
 * @param {LiveCamera.Listeners} listeners
 * @returns {LiveCamera.Device}
 */
export function makeDevice({ frame, failed }) {
  /** @type {MediaStream | null} */
  let stream = null
  let run = 0
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true })
  const pause = () => {
    for (const track of stream?.getTracks() ?? []) track.enabled = !document.hidden
  }
  const stop = () => {
    run += 1
    document.removeEventListener("visibilitychange", pause)
    letGo(stream)
    stream = video.srcObject = null
  }
  const start = async () => {
    stop()
    const mine = run
    try {
      const opened = await openStream()
      if (mine !== run) return letGo(opened) // it was switched off meanwhile
      stream = video.srcObject = opened
      document.addEventListener("visibilitychange", pause)
      opened.getVideoTracks()[0].onended = () => fail("Ended")
      listen()
      await video.play()
    } catch (error) {
      if (mine === run) fail(error instanceof DOMException ? error.name : "")
    }
  }
  const fail = (/** @type {string} */ name) => {
    stop()
    failed(reasonOf(name))
  }
  const listen = () => {
    const mine = run
    video.requestVideoFrameCallback((_, { presentedFrames }) => {
      if (mine !== run) return
      listen()
      if (!document.hidden) frame(video, presentedFrames)
    })
  }
  return { start, stop }
}

/** On an insecure address, browsers offer no camera at all. */
async function openStream() {
  if (!navigator.mediaDevices) throw new DOMException("", "SecurityError")
  return navigator.mediaDevices.getUserMedia(WANTED)
}

/** @param {MediaStream | null} stream */
function letGo(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
