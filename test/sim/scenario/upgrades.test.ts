import { parseScenario, SCHEMA_VERSION } from '@sim'
import { describe, expect, it } from 'vitest'

describe('a document of version 0', () => {
  it('has no schemaVersion, and is accepted with a warning', () => {
    const parsed = parseScenario({ name: 'A' })
    expect(parsed).toMatchObject({ ok: true, value: { schemaVersion: SCHEMA_VERSION, name: 'A' } })
    expect(parsed.ok && parsed.warnings).toEqual([
      {
        pointer: '/schemaVersion',
        message: `read as version 0 and upgraded; write "schemaVersion": ${SCHEMA_VERSION} to say that it is of today's form`,
      },
    ])
  })

  it('keeps what the library shows at the top, and moves it to presentation', () => {
    const old = {
      schemaVersion: 0,
      name: 'A',
      collection: 'Drills',
      story: 'Watch.',
      order: 3,
      fleet: { instanceCount: 4 },
    }
    const parsed = parseScenario(old)
    expect(parsed).toMatchObject({
      ok: true,
      value: { presentation: { collection: 'Drills', story: 'Watch.', order: 3 }, fleet: { instanceCount: 4 } },
    })
  })

  it('does not overwrite what stands in presentation already', () => {
    const parsed = parseScenario({ name: 'A', story: 'top', presentation: { story: 'inside' } })
    expect(parsed).toMatchObject({ ok: true, value: { presentation: { story: 'inside' } } })
  })

  it('is checked like any other', () => {
    expect(parseScenario({ name: 'A', story: 'x', presentation: 5 })).toMatchObject({
      ok: false,
      issues: [{ pointer: '/presentation' }],
    })
    const parsed = parseScenario({ name: 'A', seed: -1, story: 5 })
    expect(parsed).toMatchObject({ ok: false, issues: [{ pointer: '/presentation/story' }, { pointer: '/seed' }] })
  })
})

describe('the version of a document', () => {
  it('of today warns of nothing, and knows no words of yesterday', () => {
    expect(parseScenario({ schemaVersion: 1, name: 'A' })).toMatchObject({ ok: true, warnings: [] })
    expect(parseScenario({ schemaVersion: 1, name: 'A', story: 'x' })).toMatchObject({ ok: false })
  })

  it('from the future is refused with that one sentence', () => {
    const parsed = parseScenario({ schemaVersion: 2, name: 5, whatever: true })
    expect(parsed).toEqual({
      ok: false,
      issues: [
        {
          pointer: '/schemaVersion',
          message:
            'found 2, allowed are whole numbers from 0 to 1: a newer Fleetshift wrote this file, update to read it',
        },
      ],
    })
  })

  it.each([-1, 0.5, '1', true, [1], {}])('%j is none, and the rest is checked all the same', (schemaVersion) => {
    const parsed = parseScenario({ schemaVersion, name: 'A', seed: -1 })
    const message = `found ${JSON.stringify(schemaVersion)}, allowed are whole numbers from 0 to 1`
    expect(parsed).toEqual({
      ok: false,
      issues: [{ pointer: '/schemaVersion', message }, expect.objectContaining({ pointer: '/seed' })],
    })
  })
})
