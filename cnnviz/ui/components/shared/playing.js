// Play a walk, send its place to Python when it rests, and announce what it shows to screen readers.
import { part } from "./elements.js"

/** Time without change before Python is told, in ms. */
const REST = 500
/** Time without change before a sentence is announced, in ms. */
const SPOKEN = 400

/**
 * Make the player of a walk. `advance` takes some steps and returns whether more follow, `rewind` goes from the
 * end to the start, `show` draws the current place, `tell` sends it to Python; `clock` is byTimer or byFrame.
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
    /** Tell Python once the place has not changed for a while. */
    rest: () => {
      clearTimeout(silence)
      walk.resting = true
      silence = setTimeout(() => {
        walk.resting = false
        tell()
      }, REST)
    },
    /** Announce a sentence once it has not changed for a while. */
    speak: (/** @type {string} */ sentence) => {
      clearTimeout(speech)
      speech = setTimeout(() => {
        heard.textContent = sentence
      }, SPOKEN)
    },
    /** Continue after new data: playing, or waiting to tell Python. */
    resume: () => {
      if (walk.playing) goOn()
      if (walk.resting) walk.rest()
    },
    /** Stop all timers when the walk leaves the page. */
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
 * Advance by single steps at the current speed; return a function that stops it.
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
 * Advance by elapsed time: a slow browser skips steps instead of slowing down. Return a function that stops it.
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
