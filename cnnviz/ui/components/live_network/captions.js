// How captions are written so that none covers its neighbour: in fewer words, more lines, or on another level. No DOM here.

/** At least between two captions beside each other. */
const APART = 10

/**
 * The lines of each caption and its level: 1 stands below its neighbours.
 * @param {{ title: string, short: string, middle: number, least: number }[]} captions from left to right; `least`
 *   is the width of what stands below the title
 * @param {(text: string) => number} measure the width of a text
 * @returns {{ lines: string[], level: number }[]}
 */
export function fittingCaptions(captions, measure) {
  const wordings = captions.map(({ title, short }) => wordingsOf(title, short))
  const chosen = captions.map(() => 0)
  const width = (/** @type {number} */ n) =>
    Math.max(captions[n].least, ...wordings[n][chosen[n]].map(measure))
  for (;;) {
    const crowded = captions.findIndex((_, n) => n > 0 && overlap(captions, width, n - 1, n))
    if (crowded < 0) break
    const able = [crowded - 1, crowded].filter((n) => chosen[n] < wordings[n].length - 1)
    if (!able.length) break
    chosen[able.reduce((one, other) => (width(other) > width(one) ? other : one))] += 1
  }
  return captions.map((_, n) => ({
    lines: wordings[n][chosen[n]],
    level: levelOfCaption(captions, width, n),
  }))
}

/** The wordings of a caption, the fullest first. @param {string} title @param {string} short */
function wordingsOf(title, short) {
  const parts = title.split(" + ")
  const broken = parts.length > 1 ? [[parts[0], `+ ${parts.slice(1).join(" + ")}`]] : []
  const words = title.split(" ")
  const narrow = words.length > 1 ? [words.map((word) => word)] : []
  return [[title], ...broken, [short], short.replace(" × ", "×").split(" "), ...narrow.slice(1)]
}

/**
 * @param {{ middle: number }[]} captions
 * @param {(n: number) => number} width
 * @param {number} one
 * @param {number} other
 */
function overlap(captions, width, one, other) {
  return captions[one].middle + width(one) / 2 + APART > captions[other].middle - width(other) / 2
}

/** Every second caption of a crowded row stands lower. @param {{ middle: number }[]} captions @param {(n: number) => number} width @param {number} n */
function levelOfCaption(captions, width, n) {
  let level = 0
  for (let k = 1; k <= n; k += 1) level = overlap(captions, width, k - 1, k) ? 1 - level : 0
  return level
}
