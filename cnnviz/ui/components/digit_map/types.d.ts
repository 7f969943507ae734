// The message about the map of all digits, and what is made of it.

declare namespace DigitMap {
  type Send = (name: string, value: unknown) => void

  interface Message {
    /** The image with all pictures, and how many stand in a row. */
    sheet: { src: string; across: number }
    /** x and y of each digit in turn; the farthest is at 1. */
    points: number[]
    /** Where the digits come from when the map appears, if they move. */
    start: number[] | null
    labels: number[]
    answers: number[]
    /** The probability of each answer. */
    shares: number[]
    /** The index of each digit's nearest neighbour. */
    nearest: number[]
    own: Own | null
    /** The index of the digit in use. */
    chosen: number | null
    /** "all", a class, or "mistakes". */
    shown: string
    headline: string
    detail: string
    note: string
    alt: string
    digest: string
  }

  /** A digit in use that is none of the map's. */
  interface Own {
    pixels: number[]
    place: [x: number, y: number]
    label: number | null
    answer: number
    share: number
    nearest: number
  }

  /** What is said of one digit. */
  interface Told {
    title: string
    answer: string
    neighbour: string
    wrong: boolean
  }

  interface Sizes extends Size {
    narrow: boolean
  }

  /** Colours of the theme, as CSS. */
  interface Inks {
    ink: string
    accent: string
    ground: string
  }

  interface Chart {
    element: HTMLElement
    canvas: HTMLCanvasElement
    resize: (size: Size) => void
    /** Draw all digits at these places. */
    draw: (data: Message, places: Float32Array) => void
    /** Draw what lies over them: the digit in use, and the one that is pointed at. */
    mark: (data: Message, places: Float32Array, pointed: number, sheet: CanvasImageSource | null) => void
  }

  interface Card {
    element: HTMLElement
    show: (data: Message, index: number, sheet: CanvasImageSource | null) => void
  }

  interface Legend {
    element: HTMLElement
    show: (data: Message) => void
  }

  interface State {
    root: HTMLElement
    data?: Message
    send: Send
    width?: number
    sheet: HTMLImageElement | null
    /** The places on the screen that the digits go to, and where they are now. */
    wanted: Float32Array
    places: Float32Array
    /** The digit under the pointer, and the one that keys led to; -1 is none. */
    hovered: number
    held: number
    frame: number
    chart: Chart
    card: Card
    legend: Legend
    headline: HTMLElement
    detail: HTMLElement
    note: HTMLElement
    speech: Resting
  }
}
