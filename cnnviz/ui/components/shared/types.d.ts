// Types that several components use. They are global: comments name them without an import.

type Place = [row: number, column: number]
type Cell = [row: number, column: number, channel: number]
type Shape = [height: number, width: number, channels: number]
/** A rectangle of cells. */
type Frame = [top: number, height: number, left: number, width: number]
type Numbers = number[] | Float32Array | Float64Array
/** A drawing: strokes of one or more points on the board. */
type Strokes = [x: number, y: number][][]
type PlaceHandler = (place: Place | null) => void

/** The arguments that Streamlit calls a component with. */
interface ComponentArguments<Data> {
  data: Data
  parentElement: HTMLElement
  setTriggerValue: (name: string, value: unknown) => void
}

/** A component that stands on the page. */
interface Standing<Data, Send> {
  take: (data: Data, send: Send) => void
  leave: () => void
}

/** One axis: its lengths, including the padding, and the number of windows that fit on it. */
interface Axis {
  size: number
  window: number
  stride: number
  before: number
  after: number
  dilation: number
  span: number
  length: number
  formula: number
  count: number
}

/** The numbers of a map, row by row. */
interface Plane {
  rows: number
  columns: number
  values: Numbers
}

interface FloatPlane extends Plane {
  values: Float64Array
}

type RGB = [red: number, green: number, blue: number]
type MapColours = "signed" | "layer" | "strength" | "toned" | "grey"
type Colours = "pixels" | "weights" | MapColours

/** How values are coloured, and the value of the full colour; a pixel is always from 0 to 1. */
interface Look {
  colours: Colours
  limit: number
}

interface LabelledLook extends Look {
  label: string
}

/** A link to a page: its words and its address, such as "pooling". */
interface PageLink {
  name: string
  address: string
}

interface Size {
  width: number
  height: number
}

/** A rectangle on the screen, in pixels. */
interface Box extends Size {
  left: number
  top: number
}

/** An element's position on the screen. */
interface Following {
  at: (event: MouseEvent) => [x: number, y: number]
  look: () => void
}

type GridLayer =
  | "lines"
  | "padding"
  | "numbers"
  | "unseen"
  | "empty"
  | "arriving"
  | "fed"
  | "window"
  | "winner"
type GridLayers = Record<GridLayer, HTMLDivElement>

interface GridState {
  element: HTMLDivElement
  cell: number
  plane: Plane
  look: LabelledLook
  place: Following
}

interface Grid extends GridState {
  draw: (plane: Plane, look: LabelledLook) => void
  resize: (cell: number) => void
  mark: (layer: GridLayer, frames: Frame[]) => void
  hideFrom: (index: number | null) => void
  placeAt: (event: MouseEvent) => Place | null
}

interface FigureOfGrid {
  figure: HTMLElement
  caption: HTMLElement
  grid: Grid
}

interface CellHands {
  hover: (cell: Cell | null) => void
  pick: (cell: Cell | null) => unknown
}

interface PlaneSizes {
  largest: number
  gap: number
  caption: number
}

interface Planes {
  element: HTMLElement
  draw: (data: { shape: Shape; names: string[] }, values: number[], look: Look) => void
  mark: (cell: Cell | null) => void
  resize: (room: Size, shape: Shape, sizes?: Partial<PlaneSizes>) => void
}

interface WalkNames {
  name: string
  thing: string
  speeds: number[]
  usual: number
}

/** The place of a walk, as its bar shows it. */
interface WalkPlace {
  index: number
  count: number
  text: string
  playing: boolean
}

interface Transport {
  element: HTMLElement
  perSecond: () => number
  show: (now: WalkPlace) => void
}

/** Advances while a walk plays; returns a function that stops it. */
type Clock = (perSecond: () => number, advance: (steps: number) => boolean, end: () => void) => () => void

interface PlayingParts {
  perSecond: () => number
  advance: (steps: number) => boolean
  rewind: () => void
  show: () => void
  tell: () => void
  clock?: Clock
}

/** Waits for a hand to rest. */
interface Resting {
  heard: HTMLElement
  waiting: boolean
  rest: () => void
  move: () => void
  speak: (sentence: string) => void
  leave: () => void
}

interface Playing {
  heard: HTMLElement
  playing: boolean
  toggle: () => void
  play: () => void
  pause: () => void
  halt: () => void
  rest: () => void
  speak: (sentence: string) => void
  resume: () => void
  leave: () => void
}

/** An encoded picture. */
interface PictureData extends Size {
  src: string
  alt: string
  mark: Frame | null
  colours: Colours
}

interface MatrixSizes {
  widths: number[]
  height: number
  between: number
}

interface SceneRoom {
  room: Size
  caption: number
  below: number
  above: number
  beside: number
  heads: number[]
  input: number[]
  output: number[]
  channels: number
  matrix: MatrixSizes
  phone: number
}

interface SceneSizes {
  narrow: boolean
  loupe?: number
  grown?: number
  input: number
  output: number
}

/** Places of values, and of numbers from 0 to 1 above them, on a chart in pixels. */
interface UnitAxes extends Size {
  x: (value: number) => number
  y: (share: number) => number
  valueAt: (x: number) => number
}
