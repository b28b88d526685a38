import { timelineChart } from '@charts'
import { userDeploymentOf } from '@sim'
import { JSDOM } from 'jsdom'
import { describe, expect, it } from 'vitest'
import { type Box, type TextLine, textBox } from '../../../src/charts/svg/text'
import { PAGE } from '../../../src/charts/timeline/page'
import { layoutChart } from '../../../src/charts/timeline/timeline-chart'
import { bundledRuns } from '../../support/bundled-runs'
import { extremeRuns } from '../../support/extreme-runs'
import { sampledRuns } from '../../support/sampled-runs'

const BUNDLED = bundledRuns()
const SAMPLED = sampledRuns(60).map((result, index) => ({ name: `sample ${index}`, result }))
const EXTREME = extremeRuns()
const ALL = [...BUNDLED, ...EXTREME, ...SAMPLED]

const { DOMParser } = new JSDOM().window

function parse(svg: string): Document {
  return new DOMParser().parseFromString(svg, 'image/svg+xml')
}

function meet(left: Box, right: Box): boolean {
  return (
    left.x < right.x + right.width &&
    right.x < left.x + left.width &&
    left.y < right.y + right.height &&
    right.y < left.y + left.height
  )
}

/** Pairs of lines of text that touch, as words. */
function overlaps(texts: readonly TextLine[]): string[] {
  const boxes = texts.filter(({ text }) => text !== '').map((line) => ({ line, box: textBox(line) }))
  return boxes.flatMap(({ line, box }, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => meet(box, other.box))
      .map((other) => `"${line.text}" on "${other.line.text}"`),
  )
}

describe('timelineChart', () => {
  it.each(ALL)('is well-formed, complete and free of holes: $name', ({ result }) => {
    const svg = timelineChart(result)
    const document = parse(svg)
    expect(document.querySelector('parsererror')).toBeNull()
    expect(document.documentElement.getAttribute('viewBox')).toBe('0 0 1440 1018')
    const drawing = svg.replace(/<(title|desc|text|style)\b[^>]*>[^<]*<\/\1>/g, '')
    expect(drawing).not.toMatch(/NaN|Infinity|undefined|null| (d|x|y|width|height|cx|cy|r|transform)="[^"]*\de/)
  })

  it.each(ALL)('sets no text on another, and none beyond the page: $name', ({ result }) => {
    const { texts } = layoutChart(result, 'chart')
    expect(overlaps(texts)).toEqual([])
    for (const box of texts.map(textBox)) {
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(PAGE.width)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.y + box.height).toBeLessThanOrEqual(PAGE.height)
    }
  })

  it.each(BUNDLED)('has unique ids and no reference that leads nowhere: $name', ({ result }) => {
    const svg = timelineChart(result, { idPrefix: 'left' })
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '')
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => id.startsWith('left-'))).toBe(true)
    const references = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id ?? '')
    expect(references.filter((id) => !ids.includes(id))).toEqual([])
  })

  it.each(BUNDLED)('says in words what it shows: $name', ({ result }) => {
    const document = parse(timelineChart(result))
    const root = document.documentElement
    const [titleId = '', descriptionId = ''] = root.getAttribute('aria-labelledby')?.split(' ') ?? []
    expect(root.getAttribute('role')).toBe('img')
    const title = document.getElementById(titleId)?.textContent ?? ''
    const words = [...document.querySelectorAll('text')].map(({ textContent }) => textContent)
    expect(words.join(' ')).toContain(title)
    expect(words).toContain(`seed ${result.identity.seed}`)
    expect(words).toContain(`scenario ${result.identity.scenarioDigest}`)
    expect(words).toContain(`run ${result.identity.digest}`)
    expect(words.some((text) => text?.startsWith('Simulated, not measured'))).toBe(true)
    const description = document.getElementById(descriptionId)?.textContent ?? ''
    expect(description).toContain('Simulated, not measured.')
    expect(description).toContain(userDeploymentOf(result)?.id)
  })

  it('gives the same bytes for the same run, and differs for another', () => {
    const [first, second] = BUNDLED
    if (!first || !second) throw new Error('there are bundled scenarios')
    expect(timelineChart(first.result)).toBe(timelineChart({ ...first.result }))
    expect(timelineChart(first.result)).not.toBe(timelineChart(second.result))
  })

  it.each(BUNDLED)('needs nothing from elsewhere and stays small: $name', ({ result }) => {
    const svg = timelineChart(result)
    expect(svg.length).toBeLessThan(250_000)
    const addresses = svg.match(/https?:\/\/[^"' )]+|url\((?!#)[^,)]{0,20}/g) ?? []
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg', 'url(data:font/woff2;base']))
  })

  it('writes hostile names as text and never as markup', () => {
    const hostile = EXTREME.find(({ result }) => result.scenario.name.startsWith('<b'))
    if (!hostile) throw new Error('there is a hostile run')
    const svg = timelineChart(hostile.result)
    const document = parse(svg)
    expect(document.querySelector('script, b')).toBeNull()
    expect(svg).not.toContain('\u0007')
    expect(document.querySelector('desc')?.textContent).toContain('<script>alert(1)</script>')
  })

  it('refuses a prefix that is no beginning of an id', () => {
    const [first] = BUNDLED
    if (!first) throw new Error('there are bundled scenarios')
    expect(() => timelineChart(first.result, { idPrefix: '1 "x' })).toThrow(/idPrefix is "1 "x"/)
  })
})
