// What excites filters, as Python sends it, and what is made of it.

declare namespace Exciting {
  interface Sheet extends Size {
    src: string
  }

  interface LabelledSheet extends Sheet {
    label: string
  }

  /** A receptive field: top, left, bottom, right in the pixels of its picture, perhaps beyond its edges. */
  type Field = [top: number, left: number, bottom: number, right: number]

  interface PatchData {
    value: string
    label: string
    own: boolean
    picture: number
    box: Field
  }

  interface FilterData {
    name: string
    sees: string
    filter: string
    sheet: Sheet | null
    patches: PatchData[]
    strongest: string
    grown: Sheet | null
    excitation: string
    note: string
  }

  interface Message {
    filters: FilterData[]
    patchesOf: string
    pictures: LabelledSheet[]
    opened: boolean
    running: boolean
    digest: string
  }

  type Send = (name: string, value: unknown) => void

  /** Positions in percent of the frame. */
  interface Percent {
    top: number
    left: number
    width: number
    height: number
  }

  interface State {
    root: HTMLElement
    data?: Message
    send: Send
    shown: string
    chosen: number
  }
}
