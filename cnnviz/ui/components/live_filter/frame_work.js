// Filter a camera's frame: all pixels, then ReLU and pooling. The work is done in short parts, between which the page
// answers. No DOM here, apart from the timer.
import { computeRows, continuedPlanes, emptyResults } from "./convolving.js"
import { followed } from "./frame_results.js"

/** Milliseconds of a part, looked at after so many rows. */
const PART = 10
const ROWS = 16

/**
 * Make a worker for one frame at a time; `show` is called with its results.
 * @param {(seen: LiveFilter.Seen) => void} show
 * @returns {LiveFilter.FrameWork}
 */
export function makeFrameWork(show) {
  let [timer, busy] = [0, false]
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
        if (results.done < results.height) timer = setTimeout(work)
        else {
          busy = false
          show({ job, results: followed(results, after), pooled: after.pooled })
        }
      }
      work()
    },
    stop: () => {
      clearTimeout(timer)
      busy = false
    },
  }
}
