// The message about a network as strips of maps, and what is made of it.

declare namespace Strips {
  type Send = (name: string, value: unknown) => void

  /** A picture by its address. */
  interface Sent extends Size {
    src: string
  }

  /** A block; `width` and `height` are those of one tile in pixels of the sheet, which has a line between tiles. */
  interface Strip extends Size {
    /** Pixels of the screen for one pixel of the sheet. */
    scale: number
    /** The name of the layer that opens; "" for units, which have no maps. */
    id: string
    label: string
    count: number
    shape: number[]
    told: string
    /** What is said of each tile. */
    tiles: string[]
    sheet: Sent
  }

  interface Message {
    photo: Sent
    label: string
    strips: Strip[]
    names: { name: string; share: number }[]
    /** Why there are no strips yet, or "". */
    said: string
    hint: string
    digest: string
  }

  interface State {
    root: HTMLElement
    data: Message
    send: Send
    parts: {
      photo: HTMLImageElement
      label: HTMLElement
      row: HTMLElement
      names: HTMLElement
      told: HTMLElement
      heard: HTMLElement
    }
  }
}
