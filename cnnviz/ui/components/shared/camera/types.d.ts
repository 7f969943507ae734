// The visitor's camera, as components use it.

declare namespace LiveCamera {
  interface Device {
    start: () => void
    stop: () => void
  }

  interface Listeners {
    /** Called with each frame, and the number of frames that the camera has given. */
    frame: (video: HTMLVideoElement, count: number) => void
    failed: (sentence: string) => void
  }

  /** What networks cut from a picture: a square of `side` pixels, from `share` of the middle square. */
  interface Cut {
    side: number
    share: number
  }

  /** A photo with the part that a network sees, and what belongs to its camera. */
  interface FilmParts {
    photo: HTMLElement
    photoName: HTMLElement
    photoSize: HTMLElement
    live: HTMLCanvasElement
    crop: HTMLElement
    /** What the network sees of the last frame that was sent. */
    frozen: HTMLCanvasElement
    button: HTMLButtonElement
    action: HTMLElement
    status: HTMLElement
  }

  /** A component whose photo the camera may take the place of. */
  interface Filming {
    root: HTMLElement
    parts: FilmParts
    data: { cut: Cut }
    camera: FrameCamera
    /** Called with the first frame, once the camera has taken the photo's place. */
    filmed?: () => void
    send: (name: "frame", value: [number: number, file: string]) => void
  }

  interface FrameCamera {
    device: Device
    on: boolean
    /** The number of the last frame that was sent, when it was sent, and whether its answer is awaited. */
    frame: number
    sentAt: number
    waiting: boolean
    hidden: () => void
  }
}
