// The message about a network as strips of maps, and what is made of it.

declare namespace Strips {
  type Send = (name: string, value: unknown) => void

  /** A picture by its address. */
  interface Sent extends Size {
    src: string
  }

  /** Maps below each other, with a line between; `width` and `height` are those of one map in the sheet. */
  interface Maps extends Size {
    /** What is said of each map. */
    said: string[]
    /** Pixels of the screen for one pixel of the sheet. */
    scale: number
    sheet: Sent
  }

  /** A block. */
  interface Strip {
    /** The name of the layer that opens; "" for units, which have no maps. */
    id: string
    label: string
    count: number
    shape: number[]
    told: string
    /** How many maps it has room for. */
    tiles: number
    /** Null while the network works. */
    maps: Maps | null
  }

  interface Message {
    photo: Sent
    label: string
    strips: Strip[]
    names: { name: string; share: number }[]
    /** Why there will be no names, or "". */
    no_names: string
    /** Why there are no maps yet, or "". */
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
      unnamed: HTMLElement
      told: HTMLElement
      heard: HTMLElement
    }
  }
}
