// A network in the browser: what Python sends, its arithmetic, and how one number came about.
//
// A layer's numbers are a volume of rows x columns x channels, channel by channel: the number at row r, column c
// of channel k is values[(k * rows + r) * columns + c]. Each channel is one map, row by row, so a map is a
// subarray. A column of units is a volume of 1 x 1 with one channel for each unit, so values[n] is unit n.

declare namespace Network {
  /** What `cnnviz.network.described` returns. */
  interface Description {
    input: number[]
    nodes: Node[]
    outputs: string[]
    classes: string[]
    multiplications: number
    n_weights: number
  }

  interface Node {
    name: string
    /** The name of its kind in Keras, such as "Conv2D". */
    kind: string
    /** Its name for readers, such as "Convolution 1", and a short one with its settings. */
    title: string
    short: string
    group: string
    settings: Settings
    /** The names of the nodes that it takes; "input" is the network's input. */
    inputs: string[]
    /** [height, width, channels] or [units]. */
    shape: number[]
    weights: WeightPlace[]
    multiplications: number
  }

  /** A kind's settings by Keras's names. Their types depend on the kind. */
  // biome-ignore lint/suspicious/noExplicitAny: each kind knows the types of its own settings
  type Settings = Record<string, any>

  /** An array of weights: where it begins among all weights, in numbers. */
  interface WeightPlace {
    name: string
    shape: number[]
    offset: number
  }

  interface Volume {
    /** The name of the node, or "input". */
    name: string
    rows: number
    columns: number
    channels: number
    /** rows * columns. */
    area: number
    /** Whether it is a column of units and not maps. */
    flat: boolean
    /** Channel by channel, row by row. */
    values: Float32Array
  }

  /** What one layer computes with. */
  interface Step {
    settings: Settings
    inputs: Volume[]
    output: Volume
    /** Each array of weights by Keras's name, in Keras's order of numbers. */
    weights: Record<string, Float32Array>
  }

  /** A kind of layer. `Own` is what it prepares once for all passes. */
  interface Kind<Own extends Step = Step> {
    prepare: (step: Step) => Own
    /** Compute the output from the inputs. */
    run: (own: Own) => void
    /** How one number of the output came about; `cell` lies within the output. */
    look: (own: Own, cell: Cell) => Look
    /** Add what each channel of the inputs contributes to the output's channels from `first` to before `end`. */
    link: (own: Own, first: number, end: number, links: Links) => void
    /** The maps whose sum, with the bias, is a channel of the output before its activation. */
    part: (own: Own, channel: number) => Parts
  }

  interface Plan {
    description: Description
    nodes: Record<string, Node>
    /** The input and every node's output. */
    volumes: Record<string, Volume>
    /** Every volume's values by name: the same arrays during the plan's whole life. */
    values: Record<string, Float32Array>
    /** All values in one array, of which those above are parts. */
    store: Float32Array
    steps: Record<string, { kind: Kind; own: Step }>
    /** Whether it has weights. Without them there are no links, insights and maps between. */
    computes: boolean
  }

  /** How a result follows from the slices; see `Insight`. */
  type Rule =
    /** The sum of the slices' sums, each times its factor, plus the rest and the bias. */
    | "weighted sum"
    /** The largest number of the only slice's window, at its `winner`. */
    | "maximum"
    /** The only slice's sum divided by the number of its cells that are not padding. */
    | "mean"
    /** The only number of the only slice's window; 0 where that is padding. */
    | "copy"
    /** The sum, or the product, of each slice's only number. */
    | "sum"
    | "product"
    /** The only number of the only slice, before its activation or softmax. */
    | "function"
    /** (x - mean) / sqrt(variance + epsilon) * gamma + beta, with the numbers in `numbers`. */
    | "normalization"
    /** x * scale + offset, with the numbers in `numbers`. */
    | "scale"
    /** Above `threshold` x, but at most `max_value`; elsewhere slope * (x - threshold). */
    | "clipped"
    /** x / (bias + alpha * squares) ** beta, with the numbers in `numbers`. */
    | "local normalization"
    /** amplitude * tanh(slope * x), with the numbers in `numbers`. */
    | "scaled tanh"
    /** The sum of the only slice's products, plus the rest: the squares of its numbers less their weights. */
    | "distance"

  /** One window in one channel of a source: its numbers, their weights and products, row by row. */
  interface Slice {
    /** The name of the node, or "input", that the numbers come from. */
    source: string
    channel: number
    rows: number
    columns: number
    /** Where each number lies in its source; null in the padding. */
    cells: (Cell | null)[]
    /** 0 in a convolution's padding, NaN in a pooling's, which takes no part. */
    window: number[]
    /** Empty where nothing is weighted; the products are then the numbers themselves. */
    weights: number[]
    products: number[]
    sum: number
    /** What the sum is multiplied by: a pointwise weight of a separable convolution, otherwise 1. */
    factor: number
    /** The index of the number that a maximum is, otherwise -1. */
    winner: number
  }

  /** What a kind of layer says about one number. */
  interface Look {
    rule: Rule
    slices: Slice[]
    /** The terms of a weighted sum that `slices` leaves out: how many, and their sum. */
    rest: { count: number; sum: number }
    bias: number
    /** The result before the activation. */
    before: number
    /** Keras's name; "linear" where there is none. */
    activation: string
    /** With softmax: each channel's logit less the largest, its exponential, and their sum. */
    shares: Shares | null
    /** Named numbers that the rule takes. */
    numbers: Record<string, number>
  }

  interface Shares {
    logits: number[]
    largest: number
    exponentials: number[]
    total: number
  }

  /** How one number came about, and where everything lies that it came from. */
  interface Insight extends Look {
    name: string
    kind: string
    /** Row, column and channel; a unit is channel n at row 0, column 0. */
    cell: Cell
    /** The number itself, as the plan holds it. */
    value: number
  }

  /** What one channel of a source contributes to a channel: its signed mean over the output's cells. */
  interface Link {
    source: string
    /** The channel of the source, and that of the node. */
    from: number
    channel: number
    strength: number
  }

  /** The strongest links so far, strongest first. */
  interface Links {
    found: Link[]
    /** A link must be stronger than this to be among the strongest. */
    least: number
    add: (source: Volume, from: number, channel: number, strength: number) => void
    /** The mean of each channel of a volume. */
    means: (volume: Volume) => Float64Array
  }

  /** One channel of a source, under its kernel. */
  interface Part {
    source: string
    channel: number
    /** The kernel, or null where nothing is weighted. */
    kernel: Plane | null
    /** The sums of products, before bias and activation. */
    map: FloatPlane
  }

  interface Parts {
    parts: Part[]
    /** How the parts become one; "single" is the only part itself. */
    rule: "sum" | "product" | "single"
    /** The terms that `parts` leaves out: how many, and their sum. */
    rest: { count: number; sum: number }
    bias: number
  }

  interface Intermediates extends Parts {
    name: string
    channel: number
    activation: string
    /** The parts joined, plus the bias, before the activation. */
    before: FloatPlane
    /** The channel itself. */
    map: Plane
  }

  /** Where a window lies on a source, with what a convolution needs to be quick. */
  interface Sweep {
    source: Volume
    down: Axis
    across: Axis
    /** One channel after the other with their padding, in double precision. */
    padded: Float64Array
    plane: number
  }

  /** What a worker gets: the network once, then inputs. */
  type WorkerMessage = { description: Description; weights: Float32Array } | { input: Float32Array }

  /** An input that a worker computes, and who waits for it. */
  interface Asked {
    input: Float32Array
    answer: (done: boolean) => void
  }

  /** A network that computes in the page or in a worker; the caller need not know where. */
  interface Runner {
    /** Its values are those of the last pass. */
    plan: Plan
    place: "page" | "worker" | "server"
    /** Whether the numbers are those of an earlier input, until the server answers. */
    late: () => boolean
    /** Compute an input: in the page at once, in a worker as soon as it is free and no newer one has come. */
    run: (input: ArrayLike<number>) => void
    /** Compute each input in turn, without leaving one out, and call `seen` after each. */
    each: (inputs: ArrayLike<number>[], seen: (plan: Plan) => void) => Promise<void>
    leave: () => void
  }

  /** A network that the server computes: `run` only shows the input, `take` takes the server's numbers. */
  interface Served extends Runner {
    take: (numbers: Float32Array) => void
  }
}
