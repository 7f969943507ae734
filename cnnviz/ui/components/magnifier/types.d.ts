// The magnifier's message and state.

declare namespace Magnifier {
  type Kind = "bits" | "pixels" | "pixels255" | "signed"
  type Samples = Float32Array | Uint8Array

  interface PlaneData extends PictureData {
    label: string
    detail: string
    operator: string
    kind: Kind
    type: "uint8" | "float32"
    channels: number
    /** Those of a signed plane are a feature map's. */
    colours: "pixels" | MapColours
    tint: "" | "red" | "green" | "blue"
    limit: number
    /** The URL of the numbers. */
    numbers: string
  }

  /** What the look of a plane's numbers depends on. */
  type Shown = Pick<PlaneData, "kind" | "channels" | "colours" | "limit" | "tint">

  interface Message extends Size {
    planes: PlaneData[]
    side: number | null
    at: Place
    picks: boolean
    tallest: string
    digest: string
  }

  interface Paint {
    ground: string
    ink: string
  }

  /** A cell with its last content. */
  interface LensCell extends HTMLElement {
    kind?: string
    text?: string
    ground?: string
    ink?: string
  }

  interface Glass {
    root: HTMLElement
    place: Place
    data: Message
    sent: string
    picked?: string
    numbers: (Samples | undefined)[]
    drawn: Place | null
    side: number
    moved?: boolean
    frame?: number | null
    quiet?: number
  }
}
