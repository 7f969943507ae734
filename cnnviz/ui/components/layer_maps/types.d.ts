// The message about a layer's maps and one opened number, and what is made of it.

declare namespace LayerMaps {
  type Send = (name: string, value: unknown) => void
  type At = [channel: number, row: number, column: number]

  interface Sheet {
    layer: string
    /** The address of the numbers, map by map, row by row. */
    numbers: string
    rows: number
    columns: number
    channels: number[]
    /** The value of the full colour. */
    limit: number
  }

  /** A window of a source's numbers. */
  interface Source {
    name: string
    channels: number[]
    /** Rows and columns of the source; null in the padding. */
    rows: (number | null)[]
    columns: (number | null)[]
    /** In Keras's order, channels last; 0 in the padding. */
    values: number[]
  }

  /** What one number is computed from; see `UnitWindow` in Python. */
  interface Opened {
    /** The name of the layer that makes the map. */
    made_by: string
    sources: Source[]
    /** Whether the sources' numbers are added; a single one is only moved. */
    adds: boolean
    /** The number's channel in the small network. */
    channel: number
    input: number[]
    network: Network.Description | null
    weights: number[]
    shapes: Record<string, number[]>
    titles: Record<string, string>
  }

  interface Message {
    maps: Sheet | null
    said: string
    unit: At | null
    opened: Opened | null
    digest: string
  }

  /** A map on the sheet. */
  interface Tile {
    element: HTMLElement
    grid: Grid
    name: HTMLElement
    range: HTMLElement
  }

  interface State {
    root: HTMLElement
    data: Message
    send: Send
    /** The numbers of the maps on the sheet, and their address. */
    numbers: Float32Array
    shown: Sheet | null
    tiles: Tile[]
    sheet: HTMLElement
    told: HTMLElement
    card: Card.Card
    resting: Resting
    width?: number
    /** The slice whose window the card shows; null is the strongest. */
    slice: number | null
    /** The chosen number; here before Python has heard of it. */
    chosen: At | null
    /** The place on the card's map under the pointer. */
    pointed: Place | null
    insights: Network.Insight[]
  }
}
