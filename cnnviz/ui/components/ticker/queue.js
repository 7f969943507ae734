// What is yet to be shown, in order, and how long each stays.

/** A screen reader and an eye take in no more than this many a second. */
const MOST = 5

/**
 * Return what waits after a message: the newest alone, or all that come after what has waited or is shown.
 * @param {Pick<Ticker.State, 'shown' | 'queue'>} given
 * @param {Pick<Ticker.Message, 'told' | 'of' | 'every'>} more
 */
export function waiting({ shown, queue }, { told, of, every }) {
  const newest = told.slice(-1)
  if (!every || !shown || shown.of !== of) return newest
  const last = queue.at(-1)?.at ?? shown.at
  const later = told.filter(({ at }) => at > last)
  return later.length || queue.length ? [...queue, ...later].slice(-Math.ceil(2 * every * MOST)) : newest
}

/**
 * Return for how many ms each of so many is shown until the next message.
 * @param {number} count
 * @param {number} every
 */
export function pause(count, every) {
  return (1000 * every) / Math.max(1, count)
}
