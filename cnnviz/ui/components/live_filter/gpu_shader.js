// The program that filters an image on the GPU: one result a pixel, in the colours of its view. No DOM here.

/** The number by which the program knows each of SciPy's borders. @type {Record<string, number>} */
export const BORDER_NUMBERS = { reflect: 0, nearest: 1, mirror: 2, wrap: 3, constant: 4 }

/** Two triangles that cover everything. */
export const CORNERS_SHADER = `#version 300 es
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(4.0 * corner - 1.0, 0.0, 1.0);
}`

/**
 * `pixels` is the image, `weights` the kernel (divided, and flipped if wanted), `table` the colours of all levels.
 * A result that stands for a block of pixels is the one farthest from 0, as in shared/reduced_map.js.
 */
export const FILTER_SHADER = `#version 300 es
precision highp float;
precision highp int;
precision highp sampler2D;
uniform sampler2D pixels;
uniform sampler2D weights;
uniform sampler2D table;
uniform ivec2 size;
uniform ivec2 shown;
uniform ivec2 kernel;
uniform ivec2 before;
uniform int border;
uniform bool mean;
uniform bool grey;
uniform float offset;
uniform float noise;
uniform float limit;
uniform float steps;
out vec4 colour;

int folded(int n, int period, int length, int repeated) {
  int place = ((n % period) + period) % period;
  return place < length ? place : period - repeated - place;
}

int continued(int n, int length) {
  if (border == 0) return folded(n, 2 * length, length, 1);
  if (border == 1) return clamp(n, 0, length - 1);
  if (border == 2) return length == 1 ? 0 : folded(n, 2 * length - 2, length, 0);
  if (border == 3) return ((n % length) + length) % length;
  return n >= 0 && n < length ? n : -1;
}

vec3 seen(int x, int y) {
  vec3 pixel = texelFetch(pixels, ivec2(x, y), 0).rgb;
  if (grey) return pixel.rrr;
  return mean ? vec3((pixel.r + pixel.g + pixel.b) / 3.0) : pixel;
}

vec3 result(int x, int y) {
  vec3 sum = vec3(0.0);
  for (int r = 0; r < kernel.y; r += 1) {
    int row = continued(y + r - before.y, size.y);
    if (row < 0) continue;
    for (int c = 0; c < kernel.x; c += 1) {
      int column = continued(x + c - before.x, size.x);
      if (column >= 0) sum += texelFetch(weights, ivec2(c, r), 0).r * seen(column, row);
    }
  }
  return sum + offset;
}

int level(float value) {
  return int(floor(steps * clamp(value / limit, -1.0, 1.0) + 0.5));
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.x, float(shown.y) - gl_FragCoord.y);
  if (!mean) {
    colour = vec4(clamp(result(at.x, at.y), 0.0, 1.0), 1.0);
    return;
  }
  ivec2 covered = (size + shown - 1) / shown;
  ivec2 first = min((at * size) / shown, size - covered);
  int best = 0;
  for (int y = 0; y < covered.y; y += 1)
    for (int x = 0; x < covered.x; x += 1) {
      float value = result(first.x + x, first.y + y).r;
      int found = abs(value) < noise ? 0 : level(value);
      if (abs(found) > abs(best)) best = found;
    }
  colour = texelFetch(table, ivec2(best + int(steps), 0), 0);
}`
