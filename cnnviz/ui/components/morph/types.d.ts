// The message about two digits and a network, and what is made of them.

declare namespace Morph {
  type Send = (name: string, value: unknown) => void
  type Way = "outlines" | "pixels"

  interface Message {
    network: Network.Description
    /** The address of all weights. */
    weights: string
    first: End
    second: End
    way: Way
    /** From 0 to MORPH_STEPS; null is the step of greatest doubt. */
    step: number | null
    digest: string
  }

  /** A digit at one end of the way. */
  interface End {
    /** As "A 4" or "Your drawing". */
    name: string
    /** 28 x 28, from 0 to 255. */
    levels: number[]
  }

  /** A digit that is ready to be morphed. */
  interface Digit {
    levels: ArrayLike<number>
    /** How deep each pixel lies in the ink, in pixels. */
    heights: Float64Array
    /** The sum of the levels. */
    total: number
  }

  /** The probabilities at some steps, in their order, and the step of greatest doubt. */
  interface Curve {
    points: [step: number, probabilities: Numbers][]
    doubt: number
  }

  interface Reader {
    runner: Network.Runner
    /** The address of its weights. */
    address: string
    /** Whether the last pass was over this picture. */
    hasRead: (levels: Uint8Array) => boolean
    /** Read one picture, in its turn. */
    read: (levels: Uint8Array) => Promise<Numbers>
  }

  interface Pictures {
    element: HTMLElement
    resize: (sizes: Sizes) => void
    ends: (first: End, second: End) => void
    draw: (levels: Uint8Array, name: string) => void
  }

  interface Controls {
    element: HTMLElement
    show: (step: number, playing: boolean, doubt: number | null) => void
  }

  interface Chart {
    element: HTMLElement
    build: (curve: Curve | null, classes: string[], size: Size) => void
    draw: (step: number, probabilities: Numbers | null) => void
  }

  interface Sizes {
    narrow: boolean
    /** The side of the large picture, and of the digits at both ends. */
    large: number
    small: number
    chart: Size
  }

  interface State {
    root: HTMLElement
    data?: Message
    send: Send
    width?: number
    step: number
    /** The steps to play to, in turn. */
    route: number[]
    reader: Reader | null
    first: Digit
    second: Digit
    levels: Uint8Array
    /** The network's last answer. */
    answer: Numbers | null
    curve: Curve | null
    /** What the curve belongs to. */
    key: string
    sent: string[]
    asked: number
    leaving: number
    held: boolean
    walk: Playing
    pictures: Pictures
    controls: Controls
    chart: Chart
    headline: HTMLElement
  }
}
