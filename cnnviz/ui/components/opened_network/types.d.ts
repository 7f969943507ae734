// The message about a whole network, and what is made of it.

declare namespace Opened {
  interface Message {
    headline: string
    /** What a screen reader says of the drawing. */
    alt: string
    /** The shift of a volume's back for each pixel of depth. */
    slant: number
    totals: Costs
    input: Part
    input_shape: string
    sections: Section[]
    layers: Layer[]
    digest: string
  }

  interface Costs {
    parameters: number
    multiplications: number
  }

  /** A block, or equal blocks in a row. */
  interface Section extends Costs {
    title: string
    count: number
    /** The index of its first layer. */
    first: number
    /** What it does, in a sentence. */
    told: string
    folded: Part
    /** A part for each block; none for a single layer. */
    unfolded: Part[]
  }

  interface Layer extends Costs {
    name: string
    /** Its kind and settings, as Keras writes them. */
    code: string
    shape: string
    /** How its parameters are counted. */
    product: string
    /** How its multiplications are counted; "" if there is nothing to say. */
    work: string
  }

  type Box = [
    x: number,
    y: number,
    width: number,
    height: number,
    depth: number,
    reach: number,
    layer: number,
    name: string,
    numbers: [parameters: string, multiplications: string],
    carried: string[],
  ]

  /** A piece of the drawing, in its own pixels. */
  interface Part {
    width: number
    height: number
    start: [x: number, y: number]
    end: [x: number, y: number]
    /** The shape that comes in. */
    carried: string[]
    boxes: Box[]
    /** The arrows, without tips, as SVG paths. */
    ways: string[]
  }

  /** A part at its place. Section −1 is the input. */
  interface Placed {
    part: Part
    section: number
    block: number
    row: number
    x: number
    y: number
  }

  interface Layout {
    placed: Placed[]
    /** The arrows from part to part, as SVG paths. */
    joins: string
    width: number
    height: number
  }

  /** Where the drawing lies under the canvas: its point (x, y) is in the upper left corner. */
  interface View {
    x: number
    y: number
    zoom: number
  }

  /** A volume: a part's index in the layout, and the box's index in the part. */
  interface Spot {
    placed: number
    box: number
  }

  /** What is under a pointer: a volume, or the head of an unfolded block's frame. */
  interface Target {
    spot: Spot | null
    head: number
  }

  interface Inks {
    ink: string
    accent: string
    ground: string
    parameters: string
    multiplications: string
    font: string
  }

  interface Card {
    element: HTMLElement
    show: (data: Message, layout: Layout, spot: Spot | null) => void
  }

  interface State {
    root: HTMLElement
    data?: Message
    width?: number
    open: Set<number>
    layout: Layout
    view: View
    size: Size
    pointed: Spot | null
    chosen: Spot | null
    frame: number
    canvas: HTMLCanvasElement
    card: Card
    headline: HTMLElement
    tools: HTMLElement
    speech: Resting
    send: Send
  }

  type Send = (name: string, value: unknown) => void
}
