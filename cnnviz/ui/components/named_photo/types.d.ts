// A photo, the part of it that a network sees, and the network's best names, as Python sends them.

declare namespace NamedPhoto {
  interface Name {
    name: string
    share: number
  }

  /** The best names, the best first; or none, and a sentence that says why. */
  interface Answer {
    names: Name[]
    said: string
  }

  interface Message {
    /** Its mark is the part that the network sees. */
    picture: PictureData
    seen: PictureData
    label: string
    /** The least and the largest number of what the network takes. */
    range: string
    /** Null while the network works. */
    answer: Answer | null
    /** What the network cannot know of this picture, and of any picture. */
    limit: string
    general: string
    cut: LiveCamera.Cut
    /** The answer to the frame of this number. */
    camera: { frame: number; answer: Answer } | null
    /** Changes with the picture. */
    content: string
    digest: string
  }

  type Send = (name: "frame", value: [number: number, file: string]) => void

  interface Parts extends LiveCamera.FilmParts {
    seen: HTMLElement
    names: HTMLElement
    said: HTMLElement
    limit: HTMLElement
    heard: HTMLElement
  }

  interface State extends LiveCamera.Filming {
    parts: Parts
    data: Message
    send: Send
  }
}
