// The message about the pushes of a picture, and what is made of it.

declare namespace Pushed {
  type Send = (name: string, value: unknown) => void

  /** What the network says of one picture. */
  interface Said {
    name: string
    /** Its probability in percent. */
    share: string
    /** Whether it is another answer than before the push, or the wanted one. */
    turned: boolean
  }

  interface Curve {
    name: string
    kind: "from" | "to" | "random"
    /** The probability at each size of the push. */
    values: number[]
  }

  interface Message extends Size {
    channels: number
    /** The address of the numbers: see `pushedNumbers`. */
    address: string
    /** Whether every push has the same directions. */
    single: boolean
    /** What the picture is called. */
    label: string
    /** What the network says after each push, from no push on. */
    said: Said[]
    /** What it says after random changes as large. */
    random: Said[]
    curves: Curve[]
    /** The smallest push that turns the answer, in steps. */
    turned: number | null
    headline: string
    words: string[]
    /** Whether they are the pushes of earlier settings. */
    stale: boolean
    /** The size of the push, in steps; null is the smallest that turns the answer, or the largest. */
    steps: number | null
    /** Whether the change is enlarged. */
    enlarged: boolean
    digest: string
  }

  interface Numbers {
    levels: Uint8Array
    random: Int8Array
    changes: Int8Array
    single: boolean
  }

  interface Sizes {
    narrow: boolean
    /** The side of each picture in pixels. */
    side: number
    chart: Size
  }

  interface Tiles {
    element: HTMLElement
    draw: (data: Message, numbers: Numbers, now: { steps: number; enlarged: boolean }) => void
  }

  interface Chart {
    element: HTMLElement
    build: (data: Message, size: Size) => void
    draw: (steps: number) => void
  }

  interface Controls {
    /** The slider, which stands below the chart. */
    element: HTMLElement
    /** The size of the push in words, and the button. */
    row: HTMLElement
    show: (steps: number, most: number, playing: boolean) => void
  }

  interface State {
    root: HTMLElement
    data?: Message
    send: Send
    width?: number
    steps: number
    enlarged: boolean
    /** The address of the numbers that are shown. */
    begun: string
    /** The sizes that Python was told and has not sent back. */
    sent: string[]
    numbers: Numbers | null
    walk: Playing
    tiles: Tiles
    chart: Chart
    controls: Controls
    headline: HTMLElement
    words: HTMLElement
  }
}
