import { describe, expect, it } from 'vitest'
import { parseSource } from '../architecture/syntax'
import {
  makeReferenceCoverage,
  type Reference,
  readReferenceCoverage,
  readReferences,
  readTestTitles,
  taggedTests,
  tagsOf,
} from '../support/reference-coverage'
import { testTitlesOf } from '../support/test-titles'

const titlesIn = (text: string) => testTitlesOf(parseSource('test/x.test.ts', text))

describe('test/reference-coverage.md', () => {
  it('is what the titles of the tests make it; otherwise run `npm run coverage:reference`', () => {
    expect(readReferenceCoverage()).toBe(makeReferenceCoverage(readReferences(), readTestTitles()))
  })

  it('every tag of a test names a section that exists', () => {
    const known = new Set(readReferences().flatMap(({ sections }) => sections.map(({ tag }) => tag)))
    const tests = taggedTests(readTestTitles())
    expect(tests.length).toBeGreaterThan(50)
    const strays = tests.filter(({ tags }) => tags.some((tag) => !known.has(tag)))
    expect(strays.map(({ test, tags }) => `${test.file}: [${tags.join('] [')}]`)).toEqual([])
  })

  it('lists each section once', () => {
    const tags = readReferences().flatMap(({ sections }) => sections.map(({ tag }) => tag))
    expect(tags).toEqual([...new Set(tags)])
  })
})

describe('the titles of tests', () => {
  it('are found with the groups around them', () => {
    expect(
      titlesIn("describe('a', () => { describe('b', () => { it('c', () => {}) }) }); test('d', () => {})"),
    ).toEqual([
      { file: 'test/x.test.ts', titles: ['a', 'b', 'c'], caseCount: null },
      { file: 'test/x.test.ts', titles: ['d'], caseCount: null },
    ])
  })

  it('are found through modifiers, and not where nothing runs', () => {
    const text =
      "it.concurrent('a', f); it.skipIf(slow)('b', f); it.skip('c', f); describe.skip('d', () => it('e', f)); it.todo('f')"
    expect(titlesIn(text).map(({ titles }) => titles)).toEqual([['a'], ['b']])
  })

  it('count the rows of a table, above the test or in it', () => {
    const text =
      "const ROWS = [1, 2, 3] as const; it.each(ROWS)('a %i', f); it.each([[1], [2]])('b %i', f); it.each(made())('c', f)"
    expect(titlesIn(text).map(({ caseCount }) => caseCount)).toEqual([3, 2, null])
  })

  it('come from the rows where they begin with them', () => {
    const text = "it.each([['[2.3] a', 1], ['b', 2]])('%s: %i', f); it.each([{ rule: '[2.4] c' }])('$rule holds', f)"
    expect(titlesIn(text).map(({ titles }) => titles)).toEqual([['[2.3] a: %i'], ['b: %i'], ['[2.4] c holds']])
  })

  it('leave open what is put into a template', () => {
    expect(titlesIn('it(`[2.3] $' + '{name} and $' + '{other}`, f)')[0]?.titles).toEqual(['[2.3] … and …'])
  })

  it('are not those of other functions', () => {
    expect(titlesIn("submit('a', f); form.it.run('b'); it(title, f)")).toEqual([])
  })
})

describe('tags', () => {
  it.each([
    ['[2.3] rounds up', ['2.3']],
    ['[platforms 1.2] a canary has two', ['platforms 1.2']],
    ['[2.3] [platforms 1.2] both', ['2.3', 'platforms 1.2']],
    ['rounds up [2.3]', []],
    ['[plan] is finite', []],
    ['(b) 15: two failures', []],
    // A slip of the pen is a tag that names no section.
    ['[platform 1.2] a slip', ['platform 1.2']],
  ])('of "%s"', (title, tags) => {
    expect(tagsOf(title)).toEqual(tags)
  })

  it('are those of the innermost title that has any', () => {
    const tests = titlesIn("describe('[1.1] a', () => { it('[2.3] b', f); it('c', f) }); it('d', f)")
    expect(taggedTests(tests).map(({ tags }) => tags)).toEqual([['2.3'], ['1.1']])
  })
})

describe('the page', () => {
  const references: Reference[] = [
    {
      title: 'A reference',
      sections: [
        { tag: '1.1', title: 'First', concerns: 'Everything.' },
        { tag: '1.2', title: 'Second', concerns: 'Something.' },
        { tag: '1.3', title: 'Third', concerns: 'Nothing.', elsewhere: 'Not simulated.' },
      ],
    },
  ]
  const page = makeReferenceCoverage(
    references,
    titlesIn("describe('[1.1] order', () => { it('a *b*', f); it.each([1, 2])('%i', f) })"),
  )

  it('lists assertions by section and file, without the tags and as plain text', () => {
    expect(page).toContain(
      '### 1.1 First\n\nEverything.\n\n- `test/x.test.ts`\n  - order: a \\*b\\*\n  - order: %i (2 cases)\n',
    )
  })

  it('says of every other section that it is not asserted, and why where that is known', () => {
    expect(page).toContain('### 1.2 Second\n\nSomething.\n\n**Not asserted.**\n')
    expect(page).toContain('### 1.3 Third\n\nNothing.\n\nNot simulated.\n\n**Not asserted.**\n')
    expect(page).toContain('1 of 3 sections have assertions of their own. Not asserted yet: 1.2.')
  })
})
