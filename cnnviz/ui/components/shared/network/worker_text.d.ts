// The text of network_worker.js with all its imports. There is no worker_text.js: components/sources.py generates it.

export const WORKER_TEXT: string
