// Play a walk, send its place to Python when it rests, and announce what it shows to screen readers.
import { makeResting } from "./resting.js"

/**
 * Make the player of a walk. `advance` takes some steps and returns whether more follow, `rewind` goes from the
 * end to the start, `show` draws the current place, `tell` sends it to Python; `clock` is byTimer or byFrame.
 * @param {PlayingParts} given
 * @returns {Playing}
 */
export function makePlaying({ perSecond, advance, rewind, show, tell, clock = byTimer }) {
  let stop = () => {}
  const resting = makeResting(tell)
  const walk = {
    heard: resting.heard,
    speak: resting.speak,
    rest: resting.rest,
    playing: false,
    toggle: () => (walk.playing ? walk.pause() : walk.play()),
    play: () => {
      resting.move()
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
    /** Continue after new data: playing, or waiting to tell Python. */
    resume: () => {
      if (walk.playing) goOn()
      if (resting.waiting) walk.rest()
    },
    /** Stop all timers when the walk leaves the page. */
    leave: () => {
      stop()
      resting.leave()
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
