// The progress of a run, as Python sends it.

declare namespace Ticker {
  interface Update {
    line: string
    progress: number
    numbers: string[]
    at: number
  }

  interface Message {
    updates: Update[]
    names: string[]
    of: string
    every: number
    digest: string
  }

  interface State {
    root: HTMLElement
    shown: { of: string; at: number } | null
    queue: Update[]
    timer: number
    digest: string | null
  }
}
