import { formatScenario } from '@sim'
import { describe, expect, it } from 'vitest'
import { bundledEntries, OPENED_COLLECTION, openedEntry } from '../../../src/renderer/library/entries'
import { closestEntries, filterEntries, groupEntries } from '../../../src/renderer/library/filter'
import { readScenarioFiles } from '../../../src/renderer/library/read'
import { waveGlyphPath, waveStepsOf } from '../../../src/renderer/library/wave-glyph'
import { smallScenario } from '../support/runs'

describe('the library', () => {
  const entries = bundledEntries()

  it('lists every bundled scenario, each readable, in the order of its author', () => {
    expect(entries.length).toBeGreaterThanOrEqual(6)
    expect(entries.map(({ order }) => order)).toEqual(entries.map(({ order }) => order).toSorted((a, b) => a - b))
    for (const { id, text } of entries) expect([id, readScenarioFiles([{ name: id, text }]).ok]).toEqual([id, true])
  })

  it('filters by every word of name, collection and story', () => {
    const names = filterEntries(entries, 'HALF time').map(({ name }) => name)
    expect(names).toContain('Half at a time')
    expect(names.length).toBeLessThan(entries.length)
    expect(filterEntries(entries, '')).toHaveLength(entries.length)
  })

  it('offers what is nearest to a misspelt name', () => {
    expect(filterEntries(entries, 'halv at a tyme')).toEqual([])
    expect(closestEntries(entries, 'halv at a tyme')[0]?.name).toBe('Half at a time')
    expect(closestEntries(entries, 'zzqx')).toEqual([])
  })

  it('keeps every entry under one heading', () => {
    const groups = groupEntries(entries)
    expect(groups.flatMap((group) => group.entries)).toHaveLength(entries.length)
    expect(new Set(groups.map(({ collection }) => collection)).size).toBe(groups.length)
  })

  it('puts opened files under a heading of their own, whatever they say', () => {
    const entry = openedEntry('mine.json', '{"name":"Mine","presentation":{"collection":"Strategies","story":"Look."}}')
    expect(entry).toMatchObject({ name: 'Mine', collection: OPENED_COLLECTION, story: 'Look.', source: 'opened' })
    expect(openedEntry('broken.json', '{')).toMatchObject({ name: 'broken.json', story: '' })
  })
})

describe('reading files', () => {
  it('tells every problem of a scenario with its place', () => {
    const text = '{\n  "schemaVersion": 1,\n  "name": "x",\n  "fleet": { "instanceCount": 5000 },\n  "lode": 1\n}'
    const reading = readScenarioFiles([{ name: 'x.json', text }])
    expect(reading.ok).toBe(false)
    if (reading.ok) return
    expect(reading.problems.map(({ line, pointer }) => [line, pointer])).toEqual([
      [4, '/fleet/instanceCount'],
      [5, '/lode'],
    ])
    for (const { message, file } of reading.problems) {
      expect(file).toBe('x.json')
      expect(message).not.toContain('/')
    }
  })

  it('says where broken JSON is broken', () => {
    const reading = readScenarioFiles([{ name: 'x.json', text: '{\n  "schemaVersion": 1,\n  "name": \n}' }])
    expect(reading).toMatchObject({ ok: false, problems: [{ file: 'x.json', severity: 'error', line: 4 }] })
  })

  it('makes a scenario of an AppSpec, and names what it assumed', () => {
    const text = 'version: 0.0\nos: linux\nfiles:\n  - source: /\n    destination: /srv\n'
    const reading = readScenarioFiles([{ name: 'appspec.yml', text }])
    expect(reading).toMatchObject({ ok: true })
    if (reading.ok) expect(reading.remarks.some(({ message }) => message.startsWith('Assumed: '))).toBe(true)
  })

  it('gives back what it read as a file that reads the same', () => {
    const text = formatScenario(smallScenario())
    expect(readScenarioFiles([{ name: 'small.json', text }])).toMatchObject({ ok: true, text })
  })

  it('takes a byte order mark for nothing', () => {
    expect(readScenarioFiles([{ name: 'a.json', text: `\uFEFF${formatScenario(smallScenario())}` }]).ok).toBe(true)
  })
})

describe('the icon of a scenario', () => {
  it('has a step for each planned wave, and ends with the whole fleet', () => {
    expect(waveStepsOf(formatScenario(smallScenario()))).toEqual([2 / 6, 4 / 6, 1])
  })

  it('is flat where nothing can be updated, and missing where nothing can be read', () => {
    expect(waveStepsOf(formatScenario(smallScenario({ deployment: null })))).toEqual([])
    expect(waveStepsOf('{')).toBeNull()
  })

  it('rises from the bottom to the top and never falls', () => {
    const heights = [...waveGlyphPath([0.25, 0.5, 1]).matchAll(/V([\d.]+)/g)].map(([, y]) => Number(y))
    expect(heights).toHaveLength(3)
    expect(heights).toEqual(heights.toSorted((a, b) => b - a))
    expect(heights.at(-1)).toBe(1.5)
  })
})
