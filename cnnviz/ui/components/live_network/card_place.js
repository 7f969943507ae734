// Where the card stands: above or below what it explains, never over the winner. No DOM here.

/** Pixels between the card and what it explains. */
const CARD_GAP = 14

/**
 * The card's left and top edge.
 *
 * It stands below what it explains if there is room, or else above, or else where there is more room. It is
 * centred on it as far as the room's left edge and the winner's left edge allow.
 * @param {Size} card
 * @param {Box} about what the card explains, which it must not cover
 * @param {Box} room what is visible
 * @param {number} winner the left edge of the winner, which the card must not cover
 * @returns {{ left: number, top: number, below: boolean }}
 */
export function placed(card, about, room, winner) {
  const under = room.top + room.height - (about.top + about.height + CARD_GAP)
  const over = about.top - CARD_GAP - room.top
  const below = under >= card.height || under >= over
  const top = below ? about.top + about.height + CARD_GAP : about.top - CARD_GAP - card.height
  const right = Math.min(room.left + room.width, winner - CARD_GAP)
  const centred = about.left + about.width / 2 - card.width / 2
  return {
    left: Math.round(Math.max(room.left, Math.min(centred, right - card.width))),
    top: Math.round(top),
    below,
  }
}
