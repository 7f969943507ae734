// Where the card stands: above or below what it explains. No DOM here.

/** Pixels between the card and what it explains. */
const CARD_GAP = 14

/**
 * The card's left and top edge.
 *
 * It stands below what it explains if there is room, or else above, or else where there is more room. It is
 * centred on it as far as the room's edges allow.
 * @param {Size} card
 * @param {Box} about what the card explains, which it must not cover
 * @param {Box} room what is visible, without the winner
 * @returns {{ left: number, top: number, below: boolean }}
 */
export function placed(card, about, room) {
  const under = room.top + room.height - (about.top + about.height + CARD_GAP)
  const over = about.top - CARD_GAP - room.top
  const below = under >= card.height || under >= over
  const top = below ? about.top + about.height + CARD_GAP : about.top - CARD_GAP - card.height
  const centred = about.left + about.width / 2 - card.width / 2
  return {
    left: Math.round(Math.max(room.left, Math.min(centred, room.left + room.width - card.width))),
    top: Math.round(top),
    below,
  }
}
