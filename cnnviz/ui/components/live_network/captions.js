// How captions are written so that none covers its neighbour: in fewer words, more lines, or on another level. No DOM here.

/** At least between two captions beside each other. */
export const APART = 10
/** The heights of a line of a title, and of what stands below it, in CSS pixels. */
const [TITLE_LINE, BELOW_TITLE] = [21, 21]

/**
 * The lines of each caption, and how far it stands below the others.
 * @param {LiveNetwork.Captioned[]} captions from left to right
 * @param {(text: string) => number} measure the width of a text
 * @returns {{ lines: string[], drop: number }[]}
 */
export function fittingCaptions(captions, measure) {
  const wordings = captions.map(wordingsOf)
  const chosen = captions.map(() => 0)
  const width = (/** @type {number} */ n) =>
    Math.max(captions[n].least, ...wordings[n][chosen[n]].map(measure))
  const isAble = (/** @type {number} */ n) => chosen[n] < wordings[n].length - 1
  for (;;) {
    const able = captions
      .flatMap((_, n) => (n > 0 && overlap(captions, width, n - 1, n) ? [n - 1, n] : []))
      .filter(isAble)
    if (!able.length) break
    chosen[able.reduce((one, other) => (width(other) > width(one) ? other : one))] += 1
  }
  const levels = levelsOf(captions, width)
  const heightOf = (/** @type {number} */ n) =>
    TITLE_LINE * wordings[n][chosen[n]].length + BELOW_TITLE * captions[n].below
  return captions.map((_, n) => {
    const above = levels
      .map((_, k) => k)
      .filter((k) => levels[k] === 0 && overlap(captions, width, ...sorted(k, n)))
    return { lines: wordings[n][chosen[n]], drop: levels[n] ? Math.max(0, ...above.map(heightOf)) : 0 }
  })
}

/** The wordings of a caption, the fullest first. @param {Pick<LiveNetwork.Captioned, "title" | "short">} caption */
function wordingsOf({ title, short }) {
  const parts = title.split(" + ")
  const broken = parts.length > 1 ? [[parts[0], `+ ${parts.slice(1).join(" + ")}`]] : []
  return [[title], ...broken, [shortTitle(title, short)]]
}

/**
 * A layer's name in a word, with its number, such as "Conv 2".
 * @param {string} title such as "Convolution 2 + ReLU"
 * @param {string} short such as "conv 3 × 3"
 */
export function shortTitle(title, short) {
  const [name] = title.split(" + ")
  const [word] = short.split(" ")
  const brief = `${word[0].toUpperCase()}${word.slice(1)}${name.match(/ \d+$/)?.[0] ?? ""}`
  return brief.length < name.length ? brief : name
}

/** @param {number} one @param {number} other @returns {[number, number]} */
function sorted(one, other) {
  return one < other ? [one, other] : [other, one]
}

/**
 * @param {{ middle: number }[]} captions
 * @param {(n: number) => number} width
 * @param {number} one
 * @param {number} other to the right of it
 */
function overlap(captions, width, one, other) {
  return captions[one].middle + width(one) / 2 + APART > captions[other].middle - width(other) / 2
}

/**
 * The level of each caption: the upper one where there is room.
 * @param {{ middle: number }[]} captions
 * @param {(n: number) => number} width
 */
function levelsOf(captions, width) {
  const last = [-1, -1]
  return captions.map((_, n) => {
    const free = last.findIndex((before) => before < 0 || !overlap(captions, width, before, n))
    const level = free < 0 ? Number(last[1] < last[0]) : free
    last[level] = n
    return level
  })
}
