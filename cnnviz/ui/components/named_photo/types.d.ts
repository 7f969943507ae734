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

  /** What networks cut from a picture: a square of `side` pixels, from `share` of the middle square. */
  interface Cut {
    side: number
    share: number
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
    cut: Cut
    /** The answer to the frame of this number. */
    camera: { frame: number; answer: Answer } | null
    /** Changes with the picture. */
    content: string
    digest: string
  }

  type Send = (name: "frame", value: [number: number, file: string]) => void

  interface Parts {
    photo: HTMLElement
    photoName: HTMLElement
    photoSize: HTMLElement
    live: HTMLCanvasElement
    crop: HTMLElement
    seen: HTMLElement
    frozen: HTMLCanvasElement
    names: HTMLElement
    said: HTMLElement
    limit: HTMLElement
    button: HTMLButtonElement
    action: HTMLElement
    status: HTMLElement
    heard: HTMLElement
  }

  interface State {
    root: HTMLElement
    parts: Parts
    data: Message
    camera: Camera
    send: Send
  }

  interface Camera {
    device: LiveCamera.Device
    on: boolean
    /** The number of the last frame that was sent, when it was sent, and whether its answer is awaited. */
    frame: number
    sentAt: number
    waiting: boolean
    hidden: () => void
  }
}
