// The message of the strip of kernels, and the strip's state.

declare namespace KernelStrip {
  interface TileData {
    name: string
    label: string
    sheet: number
    part: number
  }

  interface GroupData {
    label: string
    tiles: TileData[]
  }

  interface Sheet {
    src: string
    across: number
    down: number
    /** A picture's width over its height. */
    aspect: number
    /** A picture's height in pixels. */
    height: number
  }

  interface Message {
    label: string
    groups: GroupData[]
    sheets: Sheet[]
    takesSeveral: boolean
    chosen: string[]
    content: string
    digest: string
  }

  interface State {
    root: HTMLElement
    bar: HTMLElement
    data: Message
    /** Whether a click adds a kernel to the others. */
    several: boolean
    send: (name: string, value: unknown) => void
  }
}
