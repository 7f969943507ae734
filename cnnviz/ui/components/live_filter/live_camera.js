// The camera in place of the image: each frame goes through the kernel, and none leaves the browser unless it is
// frozen.
import { makeDevice } from "../shared/camera/camera_device.js"
import { find, write } from "../shared/elements.js"
import { drawScale } from "../shared/legend.js"
import { makeCameraBar } from "./camera_bar.js"
import { boundedSize, makePace, paceText } from "./camera_words.js"
import { planOf } from "./convolving.js"
import { makeFrameWork } from "./frame_work.js"
import { canBeApplied } from "./kernel_hand.js"
import { drawPixels, drawResults, hideResults } from "./live_canvas.js"
import { captionOf } from "./result_caption.js"
import { lookOf, viewOf } from "./result_look.js"

/** The most pixels of a side that are filtered; then milliseconds between two choices of colours and captions. */
const [LONGEST, CHOICES] = [640, 500]
const ASKING = "Allow the camera when the browser asks."
const RUNNING =
  "No picture leaves this browser until you press Freeze. Freeze makes it your image on all pages."

/**
 * Make a camera that is off; `again` lays the pictures out for another size, `drawn` follows each frame.
 * @param {LiveFilter.State} live
 * @param {() => void} again
 * @param {() => void} drawn
 * @returns {LiveFilter.Camera}
 */
export function makeLiveCamera(live, again, drawn) {
  const state = /** @type {LiveFilter.CameraState} */ ({
    live,
    again,
    canvas: document.createElement("canvas"),
    size: { width: 640, height: 480 },
    on: false,
    seen: null,
    shown: 0,
    details: { image: "", result: "" },
    camera: makePace(),
    results: makePace(),
  })
  state.bar = makeCameraBar(() => freeze(state))
  state.device = makeDevice({
    frame: (video, count) => takeFrame(state, video, count),
    failed: (sentence) => fail(state, sentence),
  })
  state.work = makeFrameWork((seen) => {
    showFrame(state, seen)
    drawn()
  })
  return {
    take: (data) => takeMessage(state, data),
    leave: () => setTimeout(() => live.room.isConnected || switchTo(state, false)),
    seen: () => (state.on ? state.seen : null),
  }
}

/** @param {LiveFilter.CameraState} state @param {LiveFilter.Message} data @returns {LiveFilter.Message} */
function takeMessage(state, data) {
  if (data.camera !== state.on) switchTo(state, data.camera)
  if (!data.camera) return data
  const items = [...data.items]
  const { image, result } = data.places
  items[image] = { ...items[image], ...state.size, detail: state.details.image }
  items[result] = { ...items[result], ...state.size, detail: state.details.result }
  return { ...data, items, pixels: { ...data.pixels, ...state.size, channels: 3 } }
}

/** @param {LiveFilter.CameraState} state @param {boolean} on */
function switchTo(state, on) {
  const { live, bar, device, work } = state
  Object.assign(state, { on, seen: null, chosenFor: "", details: { image: "", result: "" } })
  state.camera.reset()
  state.results.reset()
  live.room.classList.toggle("filming", on)
  live.room.classList.remove("unseen")
  live.root.dataset.camera = on ? "asking" : "off"
  work.stop()
  if (on) {
    find(live.room, ".panel").prepend(bar.element)
    bar.show(ASKING, false)
    return device.start()
  }
  device.stop()
  bar.element.remove()
  for (const frame of live.root.querySelectorAll(".frame")) hideResults(/** @type {HTMLElement} */ (frame))
}

/** @param {LiveFilter.CameraState} state @param {string} sentence */
function fail({ live, bar, work }, sentence) {
  work.stop()
  live.room.classList.add("unseen")
  live.root.dataset.camera = "failed"
  bar.show(sentence, false)
}

/**
 * Filter a frame, mirrored as in a mirror, unless the one before is still being filtered.
 * @param {LiveFilter.CameraState} state
 * @param {HTMLVideoElement} video
 * @param {number} count
 */
function takeFrame(state, video, count) {
  const { live, work, canvas } = state
  if (!live.room.isConnected) return switchTo(state, false)
  state.camera.count(count, performance.now())
  if (work.busy() || !canBeApplied(live.kernel)) return
  const size = boundedSize({ width: video.videoWidth, height: video.videoHeight }, LONGEST)
  const { width, height } = size
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, size)
  if (state.size.width !== width || state.size.height !== height) {
    state.size = size
    state.again()
  }
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true })
  if (!context) return
  context.setTransform(-1, 0, 0, 1, width, 0)
  context.drawImage(video, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  work.take(jobFor(state, { data, width, height, channels: 3, stride: 4 }), { ...state.bar })
}

/** @param {LiveFilter.CameraState} state @param {LiveFilter.Pixels} image @returns {LiveFilter.Job} */
function jobFor(state, image) {
  const { data, kernel } = state.live
  if (state.planned?.kernel !== kernel || state.planned.flip !== data.flip)
    state.planned = { kernel, flip: data.flip, plan: planOf(kernel, data.flip) }
  const view = viewOf(data.view, kernel)
  return { image, plan: state.planned.plan, border: data.border, mean: view !== "clipped", view }
}

/**
 * Draw a frame and its results together: what stands on the right was computed from what stands on the left.
 * @param {LiveFilter.CameraState} state
 * @param {LiveFilter.Seen} seen
 */
function showFrame(state, seen) {
  const { live } = state
  const { job, results } = seen
  const { image, result } = live.data.places
  const figures = live.root.querySelectorAll("figure")
  state.seen = seen
  state.shown += 1
  state.results.count(state.shown, performance.now())
  chooseLook(state, seen, figures[image], figures[result])
  const pixels = /** @type {Uint8ClampedArray<ArrayBuffer>} */ (job.image.data)
  drawPixels(find(figures[image], ".frame"), pixels, job.image)
  if (live.look) drawResults(find(figures[result], ".frame"), results, live.look)
  if (live.root.dataset.camera === "asking") state.bar.show(RUNNING, true)
  live.root.dataset.camera = "on"
  live.root.dataset.frames = String(state.shown)
}

/**
 * Choose colours and captions, but only now and then: they would flicker with every frame.
 * @param {LiveFilter.CameraState} state
 * @param {LiveFilter.Seen} seen
 * @param {Element} image
 * @param {Element} result
 */
function chooseLook(state, { job, results, pooled }, image, result) {
  const now = performance.now()
  const chosenFor = `${job.view} ${pooled} ${state.bar.relu}`
  const same = chosenFor === state.chosenFor && job.plan === state.chosenPlan
  if (same && now - state.chosenAt < CHOICES) return
  Object.assign(state, { chosenFor, chosenPlan: job.plan, chosenAt: now })
  const { live, details } = state
  live.look = lookOf(job.view, results.planes[0])
  live.root.dataset.limit = String(live.look.limit)
  const { width, height } = job.image
  details.image = `(${height}, ${width}, 3)\n${paceText(state.camera.perSecond(), " from the camera")}`.trim()
  const caption = captionOf.result(results, { ...job, image: { ...job.image, ...sizeOf(results) } })
  details.result = `${caption}\n${paceText(state.results.perSecond())}`.trim()
  write(find(image, "span"), details.image)
  write(find(result, "span"), details.result)
  drawScale(find(result, ".scale"), live.look)
}

/** @param {Size} size */
function sizeOf({ width, height }) {
  return { width, height }
}

/** Send the frame that is shown, as it is shown, and switch the camera off. @param {LiveFilter.CameraState} state */
function freeze(state) {
  const { seen, live, canvas, bar, device, work } = state
  if (!seen) return
  const { data, width, height } = seen.job.image
  const bytes = /** @type {Uint8ClampedArray<ArrayBuffer>} */ (data)
  Object.assign(canvas, { width, height })
  canvas.getContext("2d")?.putImageData(new ImageData(bytes, width, height), 0, 0)
  device.stop()
  work.stop()
  bar.show("The picture becomes your image on all pages.", false)
  live.root.dataset.camera = "frozen"
  live.send("frozen", canvas.toDataURL("image/png").split(",")[1])
}
