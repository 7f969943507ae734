// Weight times value, sorted and summed. No DOM here.

/**
 * Each input's vote: its value times its weight.
 * @param {Pick<Ledger.Message, 'inputs' | 'weights'>} given
 */
export function votesOf({ inputs, weights }) {
  return inputs.map((value, n) => value * weights[n])
}

/** The inputs sorted from the largest vote to the smallest. @param {number[]} votes */
export function orderOf(votes) {
  return votes.map((_, n) => n).sort((one, other) => votes[other] - votes[one] || one - other)
}

/**
 * The largest votes for and against, the sum of the rest, the bias and the total.
 * @param {number[]} votes
 * @param {number} bias
 * @param {number} most
 */
export function ledgerOf(votes, bias, most) {
  const order = orderOf(votes)
  const pro = order.filter((n) => votes[n] > 0)
  const contra = order.filter((n) => votes[n] < 0)
  const rest = [...pro.slice(most), ...order.filter((n) => votes[n] === 0), ...contra.slice(0, -most)]
  const sum = (/** @type {number[]} */ places) =>
    places.reduce((total, /** @type {number} */ n) => total + votes[n], 0)
  return {
    pro: pro.slice(0, most),
    contra: contra.slice(-most),
    rest: { count: rest.length, sum: sum(rest) },
    proSum: sum(pro),
    contraSum: sum(contra),
    bias,
    total: sum(order) + bias,
  }
}

/**
 * The sum over channels at each place, as a plane.
 * @param {number[]} votes
 * @param {Shape} given
 */
export function summedOver(votes, [rows, columns, channels]) {
  const values = Array.from({ length: rows * columns }, (_, n) => {
    let total = 0
    for (let channel = 0; channel < channels; channel += 1) total += votes[n * channels + channel]
    return total
  })
  return { rows, columns, values }
}

/** The largest absolute value, or 1 if all are 0. @param {number[]} values */
export function reachOf(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1
}

/**
 * A number in the ledger: three decimals, or a power of ten if it is small.
 * @param {number} value
 */
export function entered(value) {
  if (value === 0) return "0"
  const text =
    Math.abs(value) < 0.0005 ? value.toExponential(1) : value.toFixed(Math.abs(value) >= 100 ? 1 : 3)
  return text.replaceAll("-", "−")
}

/** A factor in a product. @param {number} value */
export function asFactor(value) {
  return value < 0 ? `(${entered(value)})` : entered(value)
}
