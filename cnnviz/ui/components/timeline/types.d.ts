// The message about the timeline of networks, and what is made of it.

declare namespace Timeline {
  type Send = (name: string, value: unknown) => void

  interface Message {
    networks: Network[]
    /** The index of the chosen one. */
    chosen: number
    headline: string
    /** What the axis of errors, the strip of networks without one, and the circles say. */
    error_name: string
    none_name: string
    size_name: string
    /** What a screen reader says of the figure. */
    alt: string
    /** Changes with the figure, but not with what is chosen. */
    figure: string
    digest: string
  }

  interface Network {
    /** As in links, such as "resnet50". */
    name: string
    title: string
    /** Beside its circle, such as "50" beside that of ResNet-34. */
    short: string
    year: number
    /** In percent; null for a network without one. */
    error: number | null
    parameters: number
    /** Its numbers in a line, for the pointer. */
    tip: string
    /** What it brought, for the card. */
    brought: string
    rows: [name: string, value: string][]
    /** Below its numbers, such as where its error comes from. */
    notes: string[]
  }

  interface Sizes extends Size {
    narrow: boolean
  }

  /** A circle on the chart. */
  interface Circle {
    x: number
    y: number
    radius: number
  }

  /** The numbers on the axis of errors, and where they stand along it. */
  interface Tick {
    value: number
    at: number
  }

  interface YearMark {
    year: number
    from: number
    to: number
  }

  interface Places {
    circles: Circle[]
    ticks: Tick[]
    years: YearMark[]
    /** Where the strip of networks without an error begins and ends, along the axis of errors. */
    none: [from: number, to: number]
  }

  interface Label extends Box {
    text: string
  }

  interface Chart {
    element: SVGElement
    build: (data: Message, size: Sizes) => void
    mark: (chosen: number, pointed: number) => void
  }

  interface Card {
    element: HTMLElement
    show: (network: Network) => void
  }

  interface State {
    root: HTMLElement
    data?: Message
    send: Send
    width?: number
    chosen: number
    /** The network that Python was told of, until its answer is here; "" while nothing is awaited. */
    awaited: string
    /** What the chart shows, and its size. */
    built: string
    /** The network under the pointer; -1 is none. */
    pointed: number
    chart: Chart
    card: Card
    headline: HTMLElement
    tip: HTMLElement
    speech: Resting
  }
}
