// The progress of a run, as Python sends it.

declare namespace Ticker {
  interface Told {
    line: string
    progress: number
    numbers: string[]
    at: number
  }

  interface Message {
    told: Told[]
    names: string[]
    of: string
    every: number
    digest: string
  }

  interface State {
    root: HTMLElement
    shown: { of: string; at: number } | null
    queue: Told[]
    timer: number
    digest: string | null
  }
}
