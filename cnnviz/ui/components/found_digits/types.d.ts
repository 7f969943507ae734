// The digits in a picture, as Python sends them.

declare namespace FoundDigits {
  interface Step {
    name: string
    sentence: string
    /** The size of its picture in the upper left corner of its tile. */
    height: number
    width: number
  }

  interface Digit {
    /** Top, left, bottom, right in pixels of the picture. */
    box: [top: number, left: number, bottom: number, right: number]
    label: string
    doubt: string
    why: string
    probabilities: number[]
    steps: Step[]
  }

  interface Picture extends Size {
    src: string
    alt: string
  }

  /** The tiles of all steps: a row for each digit. */
  interface Sheet {
    src: string
    side: number
  }

  interface Message {
    picture: Picture
    digits: Digit[]
    sheet: Sheet | null
    classes: string[]
    said: string
    content: string
    chosen: number
    digest: string
  }

  type Send = (place: number) => void
  /** How much of a label there is room for. */
  type Room = "full" | "short"

  interface PlacedLabel {
    room: Room
    below: boolean
  }

  interface Parts {
    frame: HTMLElement
    image: HTMLImageElement
    lines: SVGElement
    boxes: HTMLElement
    winner: HTMLElement
    share: HTMLElement
    why: HTMLElement
    steps: HTMLElement
    last: HTMLElement
    bars: HTMLElement
    said: HTMLElement
  }

  interface State {
    root: HTMLElement
    parts: Parts
    data: Message
    tiles: HTMLImageElement | null
    place: number
    sent: number | null
    width: number
    send: Send
  }
}
