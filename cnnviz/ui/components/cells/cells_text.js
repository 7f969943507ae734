// What the page says about the bar and the responses. No DOM here.

/** A cell with a smaller response hardly responds. */
const HARDLY = 0.1

/** A response, always with two decimals, so that the text does not jump while the bar moves. @param {number} response */
export function responseText(response) {
  return response.toFixed(2)
}

/**
 * Which simple cell responds most.
 * @param {Cells.Message} data
 * @param {Cells.Pose} pose
 * @param {number[]} responses
 */
export function angleReading({ angles, shown }, { angle }, responses) {
  const found = shown.map((one) => responses[angles.indexOf(one)])
  const most = Math.max(...found)
  if (most < HARDLY) return `Bar at ${angle}°. These cells hardly respond.`
  return `Bar at ${angle}°. The ${shown[found.indexOf(most)]}° cell responds most: ${responseText(most)}.`
}

/**
 * What a screen reader says when the hand rests.
 * @param {Cells.Message} data
 * @param {Cells.Pose} pose
 * @param {number[]} responses
 * @param {Cells.ByShift} found
 */
export function spoken(data, pose, responses, found) {
  const [simple, pooled] = [found.simple, found.pooled].map((one) =>
    responseText(one[pose.shift + data.mostShift]),
  )
  return `${angleReading(data, pose, responses)} Shift ${pose.shift} px: simple cell ${simple}, complex cell ${pooled}.`
}
