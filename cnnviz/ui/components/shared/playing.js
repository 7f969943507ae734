// How a walk plays by itself, tells Python where it has come to rest, and has read out what it shows.
import { part } from "./elements.js"

/** How long a place must stand before Python is told, in ms. */
const REST = 500
/** How long what is shown must stand before it is read out, in ms. */
const SPOKEN = 400

/**
 * Make what plays a walk. `advance` goes some steps on and returns whether more follow, `rewind` leaves the end
 * for the start, `show` shows the present place, `tell` tells it to Python; `clock` is byTimer or byFrame.
 * @param {PlayingParts} given
 * @returns {Playing}
 */
export function makePlaying({ perSecond, advance, rewind, show, tell, clock = byTimer }) {
  let stop = () => {}
  let silence = 0
  let speech = 0
  const heard = part("div", "heard")
  heard.setAttribute("aria-live", "polite")
  const walk = {
    heard,
    playing: false,
    resting: false,
    toggle: () => (walk.playing ? walk.pause() : walk.play()),
    play: () => {
      clearTimeout(silence)
      walk.resting = false
      rewind()
      walk.playing = true
      show()
      goOn()
    },
    pause: () => {
      walk.halt()
      show()
      walk.rest()
    },
    /** Stop playing because the visitor goes elsewhere. */
    halt: () => {
      stop()
      walk.playing = false
    },
    /** Tell Python when the place has stood for a while. */
    rest: () => {
      clearTimeout(silence)
      walk.resting = true
      silence = setTimeout(() => {
        walk.resting = false
        tell()
      }, REST)
    },
    /** Have a sentence read out when it has stood for a while. */
    speak: (/** @type {string} */ sentence) => {
      clearTimeout(speech)
      speech = setTimeout(() => {
        heard.textContent = sentence
      }, SPOKEN)
    },
    /** Go on after new data with what was going on before. */
    resume: () => {
      if (walk.playing) goOn()
      if (walk.resting) walk.rest()
    },
    /** End all timers: the walk is taken off the page. */
    leave: () => {
      stop()
      clearTimeout(silence)
      clearTimeout(speech)
    },
  }
  const goOn = () => {
    stop()
    stop = clock(perSecond, advance, walk.pause)
  }
  return walk
}

/**
 * Advance by single steps, each after its time; return what stops it.
 * @param {() => number} perSecond
 * @param {(steps: number) => boolean} advance
 * @param {() => void} end
 */
export function byTimer(perSecond, advance, end) {
  let timer = 0
  const next = () => {
    timer = setTimeout(() => (advance(1) ? next() : end()), 1000 / perSecond())
  }
  next()
  return () => clearTimeout(timer)
}

/**
 * Advance with the time that has gone by: a slow browser shows fewer steps and not slower ones.
 * @param {() => number} perSecond
 * @param {(steps: number) => boolean} advance
 * @param {() => void} end
 */
export function byFrame(perSecond, advance, end) {
  let [before, due] = [performance.now(), 0]
  const draw = (/** @type {number} */ now) => {
    due += (Math.max(0, now - before) / 1000) * perSecond()
    before = now
    const steps = Math.floor(due)
    due -= steps
    if (steps > 0 && !advance(steps)) end()
    else frame = requestAnimationFrame(draw)
  }
  let frame = requestAnimationFrame(draw)
  return () => cancelAnimationFrame(frame)
}
