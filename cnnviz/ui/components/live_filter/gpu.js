// Filter an image on the GPU. Only with a real one: in software, typed arrays are faster.
import { MAP_STEPS } from "../shared/facts.js"
import { MAP_TABLES } from "../shared/map_colours.js"
import { BORDER_NUMBERS, CORNERS_SHADER, FILTER_SHADER } from "./gpu_shader.js"

/**
 * Return a filter on the GPU, or null if the browser has none.
 * @param {boolean} [anyhow] whether one that works in software will do, as in tests
 * @returns {LiveFilter.Gpu | null}
 */
export function makeGpu(anyhow = false) {
  const canvas = new OffscreenCanvas(1, 1)
  const gl = canvas.getContext("webgl2", {
    failIfMajorPerformanceCaveat: !anyhow,
    antialias: false,
    preserveDrawingBuffer: true,
  })
  if (!gl) return null
  const program = compiled(gl)
  if (!program) return null
  gl.useProgram(program)
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1)
  /** @type {{ image: LiveFilter.Pixels | null, colours: string }} */
  const loaded = { image: null, colours: "" }
  /** @type {Record<string, WebGLUniformLocation | null>} */
  const places = {}
  const at = (/** @type {string} */ name) => (places[name] ??= gl.getUniformLocation(program, name))
  return {
    canvas,
    isLost: () => gl.isContextLost(),
    draw: (job, look, shown) => {
      if (loaded.image !== job.image) loadImage(gl, job.image)
      if (loaded.colours !== look.colours) loadTable(gl, look)
      Object.assign(loaded, { image: job.image, colours: look.colours })
      loadWeights(gl, job.plan)
      setUniforms(gl, at, job, look, shown)
      Object.assign(canvas, { width: shown.width, height: shown.height })
      gl.viewport(0, 0, shown.width, shown.height)
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4)
    },
  }
}

/** @param {WebGL2RenderingContext} gl */
function compiled(gl) {
  const program = gl.createProgram()
  for (const [kind, text] of /** @type {const} */ ([
    [gl.VERTEX_SHADER, CORNERS_SHADER],
    [gl.FRAGMENT_SHADER, FILTER_SHADER],
  ])) {
    const shader = gl.createShader(kind)
    if (!shader) return null
    gl.shaderSource(shader, text)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  return gl.getProgramParameter(program, gl.LINK_STATUS) ? program : null
}

/** Bind a texture without smoothing to a unit. Each is made once. @param {WebGL2RenderingContext} gl @param {number} unit */
function bindTexture(gl, unit) {
  gl.activeTexture(gl.TEXTURE0 + unit)
  if (gl.getParameter(gl.TEXTURE_BINDING_2D)) return
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
  for (const [name, value] of [
    [gl.TEXTURE_MIN_FILTER, gl.NEAREST],
    [gl.TEXTURE_MAG_FILTER, gl.NEAREST],
    [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE],
    [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE],
  ])
    gl.texParameteri(gl.TEXTURE_2D, name, value)
}

/** @param {WebGL2RenderingContext} gl @param {LiveFilter.Pixels} image */
function loadImage(gl, { data, width, height, stride }) {
  bindTexture(gl, 0)
  const [inside, format] = { 1: [gl.R8, gl.RED], 3: [gl.RGB8, gl.RGB], 4: [gl.RGBA8, gl.RGBA] }[stride] ?? []
  gl.texImage2D(gl.TEXTURE_2D, 0, inside, width, height, 0, format, gl.UNSIGNED_BYTE, new Uint8Array(data))
}

/** @param {WebGL2RenderingContext} gl @param {LiveFilter.Plan} plan */
function loadWeights(gl, { weights, rows, columns }) {
  bindTexture(gl, 1)
  const numbers = Float32Array.from(weights.flat())
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, columns, rows, 0, gl.RED, gl.FLOAT, numbers)
}

/** @param {WebGL2RenderingContext} gl @param {LiveFilter.Look} look */
function loadTable(gl, { colours }) {
  if (colours === "pixels") return
  bindTexture(gl, 2)
  gl.texImage2D(
    gl.TEXTURE_2D,
    0,
    gl.RGB8,
    2 * MAP_STEPS + 1,
    1,
    0,
    gl.RGB,
    gl.UNSIGNED_BYTE,
    MAP_TABLES[colours],
  )
}

/**
 * @param {WebGL2RenderingContext} gl
 * @param {(name: string) => WebGLUniformLocation | null} at
 * @param {LiveFilter.Job} job
 * @param {LiveFilter.Look} look
 * @param {Size} shown
 */
function setUniforms(gl, at, { image, plan, border, mean }, look, shown) {
  for (const [unit, name] of ["pixels", "weights", "table"].entries()) gl.uniform1i(at(name), unit)
  gl.uniform2i(at("size"), image.width, image.height)
  gl.uniform2i(at("shown"), shown.width, shown.height)
  gl.uniform2i(at("kernel"), plan.columns, plan.rows)
  gl.uniform2i(at("before"), plan.left, plan.top)
  gl.uniform1i(at("border"), BORDER_NUMBERS[border])
  gl.uniform1i(at("mean"), Number(mean))
  gl.uniform1i(at("grey"), Number(image.channels === 1))
  for (const [name, value] of Object.entries({
    offset: plan.offset,
    noise: plan.noise,
    limit: look.limit,
    steps: MAP_STEPS,
  }))
    gl.uniform1f(at(name), value)
}
