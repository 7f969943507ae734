// A network's answers against the amount of a distortion, and the amounts at which they break. No DOM here.

/** In an average, a network reads enough digits if it reads more than this share. */
export const HALF = 0.5
/** The two sides of the neutral amount. */
const SIDES = /** @type {const} */ ([-1, 1])

/** A curve without answers yet. @param {Invariance.Distortion} distortion @returns {Invariance.Curve} */
export function emptyCurve({ amounts }) {
  return { shares: amounts.map(() => NaN), right: amounts.map(() => null), between: new Map() }
}

/** The curve of an average. @param {number[]} shares @returns {Invariance.Curve} */
export function averageCurve(shares) {
  return { shares, right: shares.map((share) => share > HALF), between: new Map() }
}

/** An amount without rounding errors of its steps. @param {number} amount */
export function rounded(amount) {
  return Math.round(100 * amount) / 100
}

/** The slider's amount that is nearest. @param {Pick<Invariance.Distortion, "least" | "step">} distortion @param {number} amount */
export function sliderAmount({ least, step }, amount) {
  return rounded(least + Math.round((amount - least) / step) * step)
}

/**
 * The next amount at which a curve needs an answer, from the neutral one outwards; null if it has all.
 * Where an answer is the first wrong one, the slider's amounts before it are tried, too.
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve} curve
 */
export function nextAmount(distortion, curve) {
  const { amounts, neutral } = distortion
  const open = amounts.filter((_, n) => curve.right[n] === null)
  if (open.length)
    return open.reduce((one, other) => (Math.abs(other - neutral) < Math.abs(one - neutral) ? other : one))
  for (const side of SIDES) {
    const untried = triedBefore(distortion, curve, side).find((amount) => !curve.between.has(amount))
    if (untried !== undefined) return untried
  }
  return null
}

/**
 * Note the answer at an amount.
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve} curve
 * @param {number} amount
 * @param {ArrayLike<number>} probabilities
 * @param {number} truth
 */
export function takeAnswer({ amounts }, curve, amount, probabilities, truth) {
  const right = winnerOf(probabilities) === truth
  const n = amounts.indexOf(amount)
  if (n < 0) curve.between.set(amount, right)
  else {
    curve.shares[n] = probabilities[truth]
    curve.right[n] = right
  }
}

/** The class with the largest probability. @param {ArrayLike<number>} probabilities */
export function winnerOf(probabilities) {
  let winner = 0
  for (let n = 1; n < probabilities.length; n += 1) if (probabilities[n] > probabilities[winner]) winner = n
  return winner
}

/**
 * The first amounts at which the answer is wrong, on both sides of the neutral one.
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve} curve
 * @returns {Invariance.Breaks}
 */
export function breaksOf(distortion, curve) {
  const [low, high] = SIDES.map((side) => {
    const first = firstWrong(distortion, curve, side)
    if (first < 0) return null
    const earlier = triedBefore(distortion, curve, side).find((amount) => curve.between.get(amount) === false)
    return earlier ?? distortion.amounts[first]
  })
  return { low, high }
}

/**
 * The index of the first wrong answer on one side, or -1.
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve} curve
 * @param {-1 | 1} side
 */
function firstWrong({ amounts, neutral }, { right }, side) {
  let n = amounts.indexOf(neutral)
  while (n >= 0 && n < amounts.length && right[n]) n += side
  return right[n] === false ? n : -1
}

/**
 * The slider's amounts between the last right and the first wrong answer of one side, up to the first wrong one.
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve} curve
 * @param {-1 | 1} side
 */
function triedBefore(distortion, curve, side) {
  const { amounts, neutral, step } = distortion
  const first = firstWrong(distortion, curve, side)
  if (first < 0 || amounts[first] === neutral) return []
  const [from, to] = [amounts[first - side], amounts[first]]
  const count = Math.round(Math.abs(to - from) / step) - 1
  const all = Array.from({ length: count }, (_, n) => rounded(from + side * (n + 1) * step))
  const wrong = all.findIndex((amount) => curve.between.get(amount) === false)
  return wrong < 0 ? all : all.slice(0, wrong + 1)
}

/**
 * The amount at which the networks differ most: there is most to see. Of the two sides, the larger amounts win.
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve[]} curves
 */
export function tellingAmount({ amounts, neutral }, curves) {
  const gaps = amounts.map((_, n) => {
    const shares = curves.map((curve) => curve.shares[n])
    return Math.max(...shares) - Math.min(...shares)
  })
  let best = amounts.indexOf(neutral)
  for (let n = best + 1; n < amounts.length; n += 1) if (gaps[n] > gaps[best]) best = n
  return amounts[best]
}

/**
 * How far from the neutral amount all answers of all networks are known.
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve[]} curves
 */
export function knownReach({ amounts, neutral }, curves) {
  const distances = amounts.map((amount) => Math.abs(amount - neutral))
  const open = distances.filter((_, n) => curves.some(({ right }) => right[n] === null))
  return Math.max(0, ...distances.filter((distance) => distance < Math.min(...open)))
}

/** The index of the curve's amount that is nearest. @param {Invariance.Distortion} distortion @param {number} amount */
export function nearestPlace({ amounts }, amount) {
  return amounts.reduce(
    (best, one, n) => (Math.abs(one - amount) < Math.abs(amounts[best] - amount) ? n : best),
    0,
  )
}

/**
 * How wide the range is that a network tolerates, in the distortion's unit.
 * @param {Invariance.Distortion} distortion
 * @param {Invariance.Curve} curve
 */
export function widthOf(distortion, curve) {
  const { low, high } = breaksOf(distortion, curve)
  return (high ?? distortion.most) - (low ?? distortion.least)
}
