// The message of the receptive field, and what is drawn of it.

declare namespace Field {
  type Send = (name: string, value: unknown) => void

  /** A layer along one axis, with the length of its input and output. */
  interface Layer {
    window: number
    strides: number
    dilation: number
    before: number
    length: number
    units: number
  }

  interface Seen {
    first: number
    last: number
    seen: number[]
  }

  interface Message extends Size {
    src: string
    label: string
    detail: string
    axes: [rows: Layer[], columns: Layer[]]
    unit: Place
    names: string[]
    layer: number
    /** A field up to this size is drawn completely. */
    whole: number
    tallest: string
    digest: string
  }

  interface Figure {
    element: HTMLElement
    frame: HTMLElement
    label: HTMLElement
    detail: HTMLElement
  }

  interface State {
    root: HTMLElement
    data: Message
    send: Send
    unit: Place
    sent?: string
    rest: number
    held: boolean
    pictures: HTMLElement
    whole: Figure
    field: Figure
    image: HTMLImageElement
    mark: HTMLElement
    canvas: HTMLCanvasElement
    sentence: HTMLElement
    growth: HTMLElement
    heard: HTMLElement
  }
}
