// Random numbers of the normal distribution, the same as `normal_numbers` in lessons/distortions.py. No DOM here.

/**
 * The last step of MurmurHash3: a hash of a 32-bit number.
 * @param {number} number
 */
export function mixed(number) {
  let hashed = number ^ (number >>> 16)
  hashed = Math.imul(hashed, 0x85ebca6b)
  hashed ^= hashed >>> 13
  hashed = Math.imul(hashed, 0xc2b2ae35)
  return (hashed ^ (hashed >>> 16)) >>> 0
}

/**
 * Random numbers with mean 0 and standard deviation 1, by the transform of Box and Muller.
 * @param {number} count
 * @param {number} seed
 */
export function normalNumbers(count, seed) {
  const start = mixed(seed)
  const uniform = (/** @type {number} */ n) => (mixed((n ^ start) >>> 0) + 0.5) / 2 ** 32
  return Float64Array.from(
    { length: count },
    (_, n) => Math.sqrt(-2 * Math.log(uniform(2 * n))) * Math.cos(2 * Math.PI * uniform(2 * n + 1)),
  )
}
