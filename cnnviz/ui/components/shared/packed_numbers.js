// Numbers that Python has packed into bytes. No DOM here.

/** The length of the digest before the first number, in bytes. */
const HEAD = 16

/** The numbers in a buffer, row by row, channels last. @param {ArrayBuffer} buffer @param {string} type */
export function unpack(buffer, type) {
  return type === "uint8" ? new Uint8Array(buffer, HEAD) : new Float32Array(buffer, HEAD)
}
