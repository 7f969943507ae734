// Classes of the visitor's own beside a photo or the camera, as Python sends them.

declare namespace OwnClasses {
  interface Row {
    /** The index under which the class's pictures are sent. */
    index: number
    name: string
    count: number
    /** All small copies side by side. */
    sheet: string | null
  }

  /** The probabilities of the rows; or none, and a sentence that says why. */
  interface Read {
    shares: number[]
    said: string
  }

  interface Message {
    rows: Row[]
    /** The most pictures of a class. */
    most: number
    /** Whether the visitor can record pictures. */
    teaching: boolean
    picture: PictureData
    label: string
    /** Null while the network works. */
    read: Read | null
    cut: LiveCamera.Cut
    /** What the network says of the frame of this number. */
    camera: { frame: number; read: Read } | null
    /** Changes with the picture. */
    content: string
    digest: string
  }

  interface Send {
    (name: "frame", value: [number: number, file: string, index: number]): void
    (name: "cleared", value: [index: number]): void
  }

  interface Parts extends LiveCamera.FilmParts {
    rows: HTMLElement
    said: HTMLElement
    heard: HTMLElement
  }

  interface State extends LiveCamera.Filming {
    parts: Parts
    data: Message
    tell: Send
    /** The index of the class that frames are recorded for; -1 for none. */
    recording: number
  }

  /** What the buttons of a class do. */
  interface Hands {
    record: (index: number) => void
    clear: (index: number) => void
  }
}
