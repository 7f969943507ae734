// Filter a camera's frame: all pixels, then ReLU and pooling. A slow kernel takes several frames of the screen, so
// that the page still answers. No DOM here, apart from the frames.
import { computeRows, continuedPlanes, emptyResults } from "./convolving.js"
import { followed } from "./frame_results.js"

/** Milliseconds of work within one frame of the screen, looked at after so many rows. */
const PART = 10
const ROWS = 16

/**
 * Make a worker for one frame at a time; `show` is called with its results.
 * @param {(seen: LiveFilter.Seen) => void} show
 * @returns {LiveFilter.FrameWork}
 */
export function makeFrameWork(show) {
  let [frame, busy] = [0, false]
  return {
    busy: () => busy,
    take: (job, after) => {
      busy = true
      const source = continuedPlanes(job.image, job.plan, job.border, job.mean)
      const results = emptyResults(job.image, source.planes.length, 1)
      const work = () => {
        const end = performance.now() + PART
        while (results.done < results.height && performance.now() < end)
          computeRows(results, source, job.plan, ROWS)
        if (results.done < results.height) frame = requestAnimationFrame(work)
        else {
          busy = false
          show({ job, results: followed(results, after), pooled: after.pooled })
        }
      }
      work()
    },
    stop: () => {
      cancelAnimationFrame(frame)
      busy = false
    },
  }
}
