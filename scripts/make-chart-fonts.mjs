// Makes src/charts/fonts/: the faces that are embedded in every printed chart, cut down to the characters it can need, and
// the table of advances that lets the layout measure text without a browser. Run it when the fonts or the characters change:
// `npm run chart-fonts`. The same packages give the same bytes.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as harfbuzz from 'harfbuzzjs'

const require = createRequire(import.meta.url)
/** @type {{ compress(ttf: Uint8Array): Promise<Uint8Array>, decompress(woff2: Uint8Array): Promise<Uint8Array> }} */
const woff2 = require('wawoff2')
const OUT = fileURLToPath(new URL('../src/charts/fonts/', import.meta.url))

/** @param {number} from @param {number} to */
const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('')
const ASCII = range(0x20, 0x7e)
const LATIN_1 = range(0xa0, 0xff)
/** Thin and narrow spaces, dashes, quotes, ellipsis, minus, comparison signs, arrow. */
const PUNCTUATION = '\u2009\u202f–—‘’“”…−≤≥→'

/**
 * @typedef {{ name: string, origin: string, file: string, characters: string, features: string[], kerning: boolean,
 *   pinned: Record<string, number>, weights: number[] }} FaceSource
 * @type {FaceSource[]}
 */
const FACES = [
  {
    name: 'inter',
    origin: 'Inter 4.1 (inter-ui)',
    file: require.resolve('inter-ui/variable/InterVariable.woff2'),
    characters: ASCII + LATIN_1 + PUNCTUATION,
    // Tabular figures are left out: they widen every hyphen, and nothing in a chart stands in columns.
    features: ['cv01', 'ss03', 'cv11'],
    kerning: true,
    pinned: { opsz: 14 },
    weights: [400, 500, 600, 650],
  },
  {
    name: 'mono',
    origin: 'JetBrains Mono (@fontsource-variable/jetbrains-mono)',
    file: require.resolve('@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2'),
    characters: ASCII + PUNCTUATION,
    features: ['zero'],
    kerning: false,
    pinned: {},
    weights: [400],
  },
]

// HarfBuzz's C interface (hb-subset.h), as it is exported by the second module of the package.
const SETS_LAYOUT_FEATURE_TAG = 6
const MEMORY_MODE_WRITABLE = 2
const FLAGS_NO_HINTING = 1

/**
 * @typedef {'malloc' | 'hb_blob_create' | 'hb_blob_get_data' | 'hb_blob_get_length' | 'hb_face_create'
 *   | 'hb_face_reference_blob' | 'hb_set_add' | 'hb_set_clear' | 'hb_subset_input_create_or_fail' | 'hb_subset_input_set'
 *   | 'hb_subset_input_unicode_set' | 'hb_subset_input_set_flags' | 'hb_subset_input_pin_axis_location'
 *   | 'hb_subset_input_set_axis_range' | 'hb_subset_or_fail' | '_initialize'} SubsetterCall
 * @typedef {Record<SubsetterCall, (...values: number[]) => number> & { memory: { buffer: ArrayBuffer } }} Subsetter
 */
const hb = await loadSubsetter()

/** @returns {Promise<Subsetter>} */
async function loadSubsetter() {
  const wasm = readFileSync(require.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm'))
  // Node has it, its types do not say so.
  const { WebAssembly } =
    /** @type {{ WebAssembly: { instantiate(code: Uint8Array): Promise<{ instance: { exports: Subsetter } }> } }} */ (
      /** @type {unknown} */ (globalThis)
    )
  const { instance } = await WebAssembly.instantiate(wasm)
  instance.exports._initialize()
  return instance.exports
}

/** The memory of the subsetter; a view goes stale whenever it grows, so it is taken anew for each use. */
function memory() {
  return new Uint8Array(hb.memory.buffer)
}

/** @param {string} name four letters */
const tag = (name) => [...name].reduce((sum, letter) => (sum << 8) + letter.charCodeAt(0), 0)

/**
 * The font with only the given characters, features and weights.
 * @param {Uint8Array} ttf
 * @param {FaceSource} source
 */
function subset(ttf, { characters, features, kerning, pinned, weights }) {
  const copy = hb.malloc(ttf.length)
  memory().set(ttf, copy)
  const face = hb.hb_face_create(hb.hb_blob_create(copy, ttf.length, MEMORY_MODE_WRITABLE, 0, 0), 0)
  const input = hb.hb_subset_input_create_or_fail()
  const kept = hb.hb_subset_input_set(input, SETS_LAYOUT_FEATURE_TAG)
  hb.hb_set_clear(kept)
  for (const name of kerning ? [...features, 'kern'] : features) hb.hb_set_add(kept, tag(name))
  const unicodes = hb.hb_subset_input_unicode_set(input)
  for (const character of characters) hb.hb_set_add(unicodes, character.codePointAt(0) ?? 0)
  hb.hb_subset_input_set_flags(input, FLAGS_NO_HINTING)
  const low = Math.min(...weights)
  const high = Math.max(...weights)
  if (low === high) hb.hb_subset_input_pin_axis_location(input, face, tag('wght'), low)
  else hb.hb_subset_input_set_axis_range(input, face, tag('wght'), low, high, Number.NaN)
  for (const [axis, value] of Object.entries(pinned))
    hb.hb_subset_input_pin_axis_location(input, face, tag(axis), value)
  const result = hb.hb_subset_or_fail(face, input)
  if (result === 0) throw new Error('HarfBuzz could not cut the font down')
  const blob = hb.hb_face_reference_blob(result)
  const start = hb.hb_blob_get_data(blob, 0)
  return memory().slice(start, start + hb.hb_blob_get_length(blob))
}

/**
 * Advances of the characters in thousandths of the font size, by weight; a character that the font lacks has none.
 * @param {Uint8Array} ttf
 * @param {FaceSource} source
 */
function advances(ttf, { characters, features, pinned, weights }) {
  const face = new harfbuzz.Face(new harfbuzz.Blob(ttf.slice().buffer), 0)
  const font = new harfbuzz.Font(face)
  const settings = features.map((name) => new harfbuzz.Feature(name, 1))
  return weights.map((weight) => {
    const axes = Object.entries({ ...pinned, wght: weight })
    font.setVariations(axes.map(([axis, value]) => new harfbuzz.Variation(axis, value)))
    const widths = [...characters].map((character) => {
      const buffer = new harfbuzz.Buffer()
      buffer.addText(character)
      buffer.guessSegmentProperties()
      harfbuzz.shape(font, buffer, settings)
      const isMissing = buffer.getGlyphInfos().some(({ codepoint }) => codepoint === 0)
      const units = buffer.getGlyphPositions().reduce((sum, { xAdvance }) => sum + xAdvance, 0)
      return isMissing ? -1 : Math.round((units * 1000) / face.upem)
    })
    return { weight, widths }
  })
}

/** @param {string} name @param {string} body */
function write(name, body) {
  writeFileSync(join(OUT, name), `// Made by scripts/make-chart-fonts.mjs; not written by hand.\n${body}`)
}

/** @param {FaceSource} source */
async function makeFace(source) {
  // wawoff2 hands out a view of its own memory, which its next call overwrites.
  const ttf = (await woff2.decompress(readFileSync(source.file))).slice()
  const small = (await woff2.compress(subset(ttf, source))).slice()
  const base64 = Buffer.from(small).toString('base64')
  write(
    `${source.name}.ts`,
    `/** ${source.origin}, cut down; SIL Open Font License 1.1. */\nexport const ${source.name.toUpperCase()}_WOFF2_BASE64 =\n  '${base64}'\n`,
  )
  console.log(`${source.name}: ${small.length} bytes`)
  return { name: source.name, characters: source.characters, weights: advances(ttf, source) }
}

const tables = []
for (const source of FACES) tables.push(await makeFace(source))
const lines = tables.map(({ name, characters, weights }) => {
  const rows = weights.map(({ weight, widths }) => `      ${weight}: [${widths.join(', ')}],`).join('\n')
  return `  ${name}: {\n    characters:\n      ${JSON.stringify(characters)},\n    weights: {\n${rows}\n    },\n  },`
})
write(
  'advances.ts',
  `/** Advance of each character in thousandths of the font size, by weight; -1: the font has no such character. */\nexport const ADVANCES = {\n${lines.join('\n')}\n} as const\n`,
)
