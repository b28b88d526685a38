import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sourcesBelow } from '../architecture/source-files'
import { type TestTitle, testTitlesOf } from './test-titles'

const SECTIONS_FILE = fileURLToPath(new URL('../reference-sections.json', import.meta.url))
const DOCUMENT_FILE = fileURLToPath(new URL('../reference-coverage.md', import.meta.url))

/** One section of a reference on how AWS behaves. */
export interface ReferenceSection {
  /** As in the tag of a test's title: `2.3` or `platforms 1.2`. */
  readonly tag: string
  readonly title: string
  /** What of it the simulator has to do with, in a sentence. */
  readonly concerns: string
  /** Where the section is dealt with other than by a tagged test, or why it is not; absent where tests are expected. */
  readonly elsewhere?: string
}

/** One reference, with its sections in order. */
export interface Reference {
  readonly title: string
  readonly sections: readonly ReferenceSection[]
}

/** A test together with the tags that its title carries, or that of a group around it. */
export interface TaggedTest {
  readonly test: TestTitle
  readonly tags: readonly string[]
}

/** Titles that begin with brackets and a number look like a tag, so they must be one. */
const LOOKS_LIKE_TAGS = /^((?:\[[^\]]*\d[^\]]*\]\s*)+)/

/** The tags at the start of a title: `[2.3] [platforms 1.2] rounds up` has two. */
export function tagsOf(title: string): string[] {
  const start = LOOKS_LIKE_TAGS.exec(title)?.[1] ?? ''
  return [...start.matchAll(/\[([^\]]*)\]/g)].map(([, tag]) => tag ?? '')
}

/** Every test that asserts a rule of a reference: the innermost title with a tag counts. */
export function taggedTests(tests: readonly TestTitle[]): TaggedTest[] {
  return tests.flatMap((test) => {
    const tags = test.titles.map(tagsOf).findLast((found) => found.length > 0)
    return tags === undefined ? [] : [{ test, tags }]
  })
}

/** Every test of the project, by file and in the order of the file. */
export function readTestTitles(): TestTitle[] {
  return sourcesBelow('test')
    .filter(({ path }) => /\.test\.tsx?$/.test(path))
    .flatMap(testTitlesOf)
}

export function readReferences(): Reference[] {
  return JSON.parse(readFileSync(SECTIONS_FILE, 'utf8'))
}

const HEAD = `# What the tests assert of the references

Two references say how AWS behaves: the rules that the simulator follows, each with the source it was read in. A test
that asserts one of their rules begins its title with the number of the section. This page is written from those titles
by \`npm run coverage:reference\`, and a test holds it to them; \`test/reference-sections.json\` lists the sections.
`

/** The whole page: a table of the sections, then each section with what is asserted of it. */
export function makeReferenceCoverage(references: readonly Reference[], tests: readonly TestTitle[]): string {
  const tagged = taggedTests(tests)
  const parts = references.flatMap(({ title, sections }) => [
    `## ${title}\n\n${overviewOf(sections, tagged)}`,
    ...sections.map((section) => sectionOf(section, assertionsOf(section, tagged))),
  ])
  return [HEAD, ...parts].join('\n')
}

function assertionsOf({ tag }: ReferenceSection, tagged: readonly TaggedTest[]): TestTitle[] {
  return tagged.filter(({ tags }) => tags.includes(tag)).map(({ test }) => test)
}

function overviewOf(sections: readonly ReferenceSection[], tagged: readonly TaggedTest[]): string {
  const rows = sections.map((section) => ({ section, count: assertionsOf(section, tagged).length }))
  const open = rows.filter(({ section, count }) => count === 0 && section.elsewhere === undefined)
  const asserted = rows.filter(({ count }) => count > 0).length
  const lines = [`${asserted} of ${sections.length} sections have assertions of their own.`]
  if (open.length > 0) lines.push(`Not asserted yet: ${open.map(({ section }) => section.tag).join(', ')}.`)
  return `${lines.join(' ')}\n`
}

function sectionOf(section: ReferenceSection, assertions: readonly TestTitle[]): string {
  const { tag, title, concerns, elsewhere } = section
  const lines = assertions.length === 0 ? ['**Not asserted.**'] : assertionLines(assertions)
  const note = elsewhere === undefined ? '' : `${elsewhere}\n\n`
  return `### ${tag} ${title}\n\n${concerns}\n\n${note}${lines.join('\n')}\n`
}

/** The titles below the file that holds them. */
function assertionLines(assertions: readonly TestTitle[]): string[] {
  const files = [...new Set(assertions.map(({ file }) => file))]
  return files.flatMap((file) => [
    `- \`${file}\``,
    ...assertions.filter((test) => test.file === file).map((test) => `  - ${lineOf(test)}`),
  ])
}

/** The titles from group to test, without their tags; in a table with the number of its cases. */
function lineOf({ titles, caseCount }: TestTitle): string {
  const words = titles.map((title) => title.replace(LOOKS_LIKE_TAGS, '')).filter((title) => title !== '')
  const cases = caseCount === null || caseCount < 2 ? '' : ` (${caseCount} cases)`
  return `${escaped(words.join(': '))}${cases}`
}

/** Titles are text, not Markdown: a line, without emphasis, links and tags. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_<>[\]]/g, (letter) => `\\${letter}`)
}

export function readReferenceCoverage(): string {
  return readFileSync(DOCUMENT_FILE, 'utf8')
}

export function writeReferenceCoverage(): void {
  writeFileSync(DOCUMENT_FILE, makeReferenceCoverage(readReferences(), readTestTitles()))
}
