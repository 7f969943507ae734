// The queue of updates that are still to be shown, and the time that each stays.

/** The maximum number of updates per second that people and screen readers can follow. */
const MOST = 5

/**
 * Return the queue after a message: the newest update alone, or all that are later than those queued or shown.
 * @param {Pick<Ticker.State, 'shown' | 'queue'>} given
 * @param {Pick<Ticker.Message, 'updates' | 'of' | 'every'>} more
 */
export function waiting({ shown, queue }, { updates, of, every }) {
  const newest = updates.slice(-1)
  if (!every || !shown || shown.of !== of) return newest
  const last = queue.at(-1)?.at ?? shown.at
  const later = updates.filter(({ at }) => at > last)
  return later.length || queue.length ? [...queue, ...later].slice(-Math.ceil(2 * every * MOST)) : newest
}

/**
 * Return the time in ms for which each of `count` updates is shown until the next message.
 * @param {number} count
 * @param {number} every
 */
export function pause(count, every) {
  return (1000 * every) / Math.max(1, count)
}
