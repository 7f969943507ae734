// Where the visitor draws, and where the prepared input stands. No DOM here.

/** The input is drawn in at most this share of the stage's width, and so is the pad. */
const INPUT_SHARE = 0.17
/** Between the pad and what stands beside or below it: the buttons. */
const BUTTONS = 50
/** The lowest stage: pad, buttons and digit are below each other. */
const LEAST_INPUT = 112

/**
 * The pad with the prepared input below it.
 * @param {LiveNetwork.Block} picture
 * @param {LiveNetwork.Room} room
 * @param {number} [most] the input's largest side
 * @returns {LiveNetwork.Hand}
 */
export function handBeside(picture, room, most = largestInput(room)) {
  const { across } = room
  const { width, height, ...sized } = drawnPicture(picture, most)
  const side = Math.max(width, Math.floor(Math.min(most, width + 4)))
  const box = { left: Math.floor((side - width) / 2), top: across - height, width, height }
  const pad = { left: 0, top: 0, width: side, height: side }
  return { picture: { ...sized, ...box }, pad, winner: null, end: side }
}

/**
 * From the largest pad and input beside the columns to the smallest ones, one whole factor after the other.
 * @param {LiveNetwork.Block} picture
 * @param {LiveNetwork.Room} room
 */
export function handsBeside(picture, room) {
  const side = Math.max(picture.map.width, picture.map.height)
  const hands = [handBeside(picture, room)]
  for (let most = side * (hands[0].picture.scale - 1); most >= LEAST_INPUT; most -= side)
    hands.push(handBeside(picture, room, most))
  return hands
}

/** @param {LiveNetwork.Room} room */
function largestInput({ along, across }) {
  return Math.max(LEAST_INPUT, Math.min(INPUT_SHARE * along, (across - BUTTONS) / 2))
}

/**
 * The pad with the answer and the prepared input beside it.
 * @param {LiveNetwork.Block} picture
 * @param {LiveNetwork.Room} room
 * @returns {LiveNetwork.Hand}
 */
export function handAbove(picture, { across }) {
  const side = Math.min(200, Math.floor(0.55 * across))
  const { width, height, ...sized } = drawnPicture(picture, Math.min(0.36 * across, 0.56 * (side + BUTTONS)))
  const box = { left: Math.round((side + across - width) / 2), top: side + BUTTONS - height, width, height }
  const winner = { left: side, top: 0, width: across - side, height: side + BUTTONS - height }
  return {
    picture: { ...sized, ...box },
    pad: { left: 0, top: 0, width: side, height: side },
    winner,
    end: side + BUTTONS,
  }
}

/**
 * The input, enlarged by a whole factor, or made smaller where it is large.
 * @param {LiveNetwork.Block} picture
 * @param {number} most
 * @returns {LiveNetwork.Sized & { width: number, height: number }}
 */
function drawnPicture(picture, most) {
  const exact = most / Math.max(picture.map.width, picture.map.height)
  const scale = exact >= 1 ? Math.floor(exact) : exact
  const [width, height] = [Math.round(scale * picture.map.width), Math.round(scale * picture.map.height)]
  const one = { along: width, across: height }
  return { ...picture, lanes: 1, rows: 1, part: one, pitch: one, scale, width, height }
}
