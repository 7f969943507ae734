// A kernel as a sum of products of a column and a row, where these need fewer multiplications. No DOM here.

/** A smaller share of all weights is rounding error. */
const ROUNDING = 1e-12

/**
 * Columns and rows whose products add up to the weights; null if the weights themselves are fewer. What is left
 * over changes no result by more than `tolerance`, for pixels from 0 to 1.
 * Source: elimination with full pivoting; a kernel of rank 1 needs one column and one row.
 * @param {number[][]} weights
 * @param {number} tolerance
 * @returns {LiveFilter.Part[] | null}
 */
export function separated(weights, tolerance) {
  const lines = weights.length + weights[0].length
  const rest = weights.map((row) => Float64Array.from(row))
  const enough = Math.max(tolerance, ROUNDING * leftOver(rest))
  const most = weights.flat().filter((weight) => weight !== 0).length / lines
  /** @type {LiveFilter.Part[]} */
  const parts = []
  while (leftOver(rest) > enough) {
    if (parts.length + 1 >= most) return null
    parts.push(takeOut(rest))
  }
  return parts
}

/**
 * Subtract the product of the largest weight's column and row, and return them.
 * @param {Float64Array[]} rest
 * @returns {LiveFilter.Part}
 */
function takeOut(rest) {
  const [r, c] = largest(rest)
  const pivot = rest[r][c]
  const column = rest.map((line) => line[c])
  const row = Array.from(rest[r], (weight) => weight / pivot)
  rest.forEach((line, n) => {
    for (let k = 0; k < line.length; k += 1) line[k] -= column[n] * row[k]
  })
  return { column, row }
}

/** @param {Float64Array[]} rest @returns {Place} */
function largest(rest) {
  /** @type {Place} */
  let found = [0, 0]
  rest.forEach((line, r) => {
    for (let c = 0; c < line.length; c += 1)
      if (Math.abs(line[c]) > Math.abs(rest[found[0]][found[1]])) found = [r, c]
  })
  return found
}

/** The most that these weights can change a result, for pixels from 0 to 1. @param {Float64Array[]} rest */
function leftOver(rest) {
  let [up, down] = [0, 0]
  for (const line of rest)
    for (const weight of line)
      if (weight > 0) up += weight
      else down -= weight
  return Math.max(up, down)
}
