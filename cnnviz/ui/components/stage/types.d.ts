// The stage's message.

declare namespace Stage {
  interface Item extends Size {
    kind: "picture" | "cells" | "bars" | "empty"
    label: string
    detail: string
    operator: string
    id: string
    chosen: boolean
    scale: number
  }

  interface Picture extends Item, PictureData {
    kind: "picture"
    limit: number | null
  }

  interface Cells extends Item {
    kind: "cells"
    alt: string
    rows: number[][]
    digits: number
    colours: Colours
    limit: number
  }

  interface Bars extends Item {
    kind: "bars"
    names: string[]
    values: number[]
  }

  interface Empty extends Item {
    kind: "empty"
  }

  type AnyItem = Picture | Cells | Bars | Empty

  interface Message {
    items: AnyItem[]
    tallest: string
    digest: string
  }
}
