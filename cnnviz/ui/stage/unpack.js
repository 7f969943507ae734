// One message holds a header in JSON and, behind it, the encoded pictures it speaks of.

/** The header of a message: a 32-bit length, little-endian, then that many bytes of JSON, then the pictures. */
export function unpack(message) {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  const length = view.getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(message.subarray(4, 4 + length)))
  const pictures = message.subarray(4 + length)
  return { header, pictures }
}

/** The part of the message that is one picture, as something an <img> can show. */
export function blob(item, pictures) {
  return new Blob([pictures.subarray(item.start, item.start + item.length)], { type: item.mime })
}
