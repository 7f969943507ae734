// The message about a picture and maps over it, and what is made of it.

declare namespace Overlay {
  type Send = (name: string, value: unknown) => void

  interface MapData {
    label: string
    detail: string
    /** Whether it is a map of earlier settings. */
    stale: boolean
    /** Null while it is still to come. */
    picture: PictureData | null
    /** The value of the full colour. */
    limit: number
    /** The address of its numbers, row by row; "" while it is still to come. */
    numbers: string
  }

  interface Message {
    label: string
    detail: string
    picture: PictureData
    maps: MapData[]
    /** Whether the maps may have negative values. */
    signed: boolean
    facts: [name: string, value: string][]
    /** How much of the maps shows, in percent. */
    through: number
    digest: string
  }

  /** What stands below a tile, and the numbers that the pointer reads on it. */
  interface Reading {
    text: string
    numbers: Float32Array | null
    size: Size
  }

  interface Tile {
    element: HTMLElement
    show: (
      picture: PictureData,
      map: MapData | null,
      about: { label: string; text: string; signed: boolean },
    ) => Promise<void>
  }

  interface Slider {
    element: HTMLElement
    input: HTMLInputElement
    amount: HTMLElement
  }

  interface Sizes {
    /** The side of each picture in pixels. */
    side: number
    /** Whether the slider stands beside the pictures. */
    beside: boolean
  }

  interface State {
    root: HTMLElement
    data?: Message
    send: Send
    width?: number
    through: number
    /** The percentage that Python was told last. */
    told: number
    /** How often it was drawn. */
    runs: number
    tiles: Tile[]
    room: HTMLElement
    facts: HTMLElement
    slider: Slider
    resting: Resting
  }
}
