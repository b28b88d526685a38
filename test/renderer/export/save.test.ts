import type { FleetshiftApi, SaveFileRequest, SaveFileResult } from '@contract'
import { formatScenario, parseScenario } from '@sim'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { EXPORTERS } from '../../../src/renderer/export/exporters'
import { fileStem, saveText } from '../../../src/renderer/export/save-text'
import { openFileList, saveScenario } from '../../../src/renderer/export/scenario-files'
import { useStore } from '../../../src/renderer/state/store'
import { stubWorker } from '../support/inline-worker'
import { runOf, shownOf, smallScenario } from '../support/runs'

const fresh = useStore.getState()
/** jsdom's own files have no bytes to read. */
function fileOf(name: string, bytes: readonly number[]): File {
  return Object.assign(new File([], name), { arrayBuffer: async () => Uint8Array.from(bytes).buffer })
}
const toasts = () => useStore.getState().toasts
beforeEach(() => useStore.setState(fresh, true))
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A desktop shell that answers one save after the other, and keeps what it was asked. */
function stubShell(...answers: SaveFileResult[]): SaveFileRequest[] {
  const asked: SaveFileRequest[] = []
  const shell: FleetshiftApi = {
    platform: 'linux',
    saveFile: (request) => {
      asked.push(request)
      return Promise.resolve(answers.shift() ?? { status: 'cancelled' })
    },
  }
  vi.stubGlobal('fleetshift', shell)
  return asked
}

describe('saving with the desktop shell', () => {
  it('asks where to the first time, and saves to the same place after that', async () => {
    const asked = stubShell({ status: 'saved', path: '/home/me/a.json' }, { status: 'saved', path: '/home/me/a.json' })
    await saveText({ origin: 'a', name: 'a.json', mediaType: 'application/json', text: '1' })
    await saveText({ origin: 'a', name: 'a.json', mediaType: 'application/json', text: '2' })
    expect(asked).toEqual([
      { suggestedName: 'a.json', text: '1' },
      { suggestedName: 'a.json', text: '2', path: '/home/me/a.json' },
    ])
    expect(toasts().map(({ message }) => message)).toEqual(['Saved /home/me/a.json', 'Saved /home/me/a.json'])
  })

  it('asks again for another scenario of the same name', async () => {
    const asked = stubShell({ status: 'saved', path: '/first.json' }, { status: 'saved', path: '/second.json' })
    useStore.setState({ shown: shownOf(runOf(smallScenario())) })
    await saveScenario()
    useStore.setState({ shown: shownOf(runOf(smallScenario())) })
    await saveScenario()
    expect(asked.map(({ suggestedName }) => suggestedName)).toEqual(['small.json', 'small.json'])
    expect(asked[1]).not.toHaveProperty('path')
  })

  it('asks again when something else was saved over the file', async () => {
    const [mine, other] = ['mine', 'other'].map((origin) => ({ origin, name: 'e.json', mediaType: '', text: origin }))
    const asked = stubShell({ status: 'saved', path: '/e.json' }, { status: 'saved', path: '/e.json' })
    for (const file of [mine, other, mine]) if (file) await saveText(file)
    expect(asked).toHaveLength(3)
    expect(asked[2]).not.toHaveProperty('path')
  })

  it('offers to try again when it failed, and asks where to anew', async () => {
    const asked = stubShell({ status: 'failed', message: 'The disk is full.' }, { status: 'saved', path: '/b.svg' })
    await saveText({ origin: 'a', name: 'b.svg', mediaType: 'image/svg+xml', text: '<svg/>' })
    const [toast] = toasts()
    expect(toast).toMatchObject({ tone: 'problem', message: 'The disk is full.' })
    toast?.retry?.()
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    expect(asked[1]).not.toHaveProperty('path')
  })

  it('says nothing when the person changes their mind', async () => {
    stubShell({ status: 'cancelled' })
    await saveText({ origin: 'a', name: 'c.json', mediaType: 'application/json', text: '' })
    expect(toasts()).toEqual([])
  })
})

describe('saving the scenario', () => {
  it('writes a file that reads as the same scenario, under its name', async () => {
    const asked = stubShell({ status: 'saved', path: '/s.json' })
    const scenario = smallScenario({ name: 'Rolling 25 % into lunch!' })
    useStore.setState({ shown: shownOf(runOf(scenario)) })
    await saveScenario()
    expect(asked[0]?.suggestedName).toBe('rolling-25-into-lunch.json')
    const parsed = parseScenario(JSON.parse(asked[0]?.text ?? ''))
    expect(parsed.ok && parsed.value).toEqual(scenario)
  })

  it('does nothing without a scenario', async () => {
    const asked = stubShell()
    await saveScenario()
    expect(asked).toEqual([])
  })

  it('finds a name for a file whatever the scenario is called', () => {
    expect([fileStem('Half at a time'), fileStem('½?'), fileStem('../../etc')]).toEqual([
      'half-at-a-time',
      'scenario',
      'etc',
    ])
  })
})

describe('the exporters', () => {
  it.each(EXPORTERS)('$label writes a run, the same bytes each time', ({ write, extension }) => {
    const result = runOf(smallScenario())
    const text = write(result)
    expect(write(result)).toBe(text)
    expect(text.length).toBeGreaterThan(1_000)
    expect(extension).toMatch(/^[a-z]+$/)
  })
})

describe('opening files', () => {
  it.each([
    ['UTF-8', [0xef, 0xbb, 0xbf], 'utf8'],
    ['UTF-16 with a byte order mark', [0xff, 0xfe], 'utf16le'],
  ] as const)('reads %s', async (_name, mark, encoding) => {
    stubWorker({ answers: false })
    const text = formatScenario(smallScenario({ name: 'Überfahrt' }))
    await openFileList([fileOf('u.json', [...mark, ...Buffer.from(text, encoding)])])
    expect(toasts()).toEqual([])
    expect(useStore.getState().issues).toEqual([])
    expect(useStore.getState().library.at(-1)?.name).toBe('Überfahrt')
  })

  it('says of a file that it is not text', async () => {
    await openFileList([fileOf('logo.json', [0x89, 0x50, 0x4e, 0x47])])
    expect(toasts()).toMatchObject([
      {
        tone: 'problem',
        message: 'logo.json is not text: it holds bytes that are not valid UTF-8. Save it as UTF-8.',
      },
    ])
  })

  it('refuses a file that is too large before it reads it', async () => {
    const large = new File([], 'large.json')
    Object.defineProperty(large, 'size', { value: 5_000_000 })
    const read = vi.spyOn(large, 'arrayBuffer')
    await openFileList([large])
    expect(read).not.toHaveBeenCalled()
    expect(toasts()).toMatchObject([{ tone: 'problem', message: 'large.json is larger than 4 MB.' }])
  })

  it('offers to try again when a file cannot be read', async () => {
    const file = new File(['{}'], 'gone.json')
    vi.spyOn(file, 'arrayBuffer').mockRejectedValue(new Error('gone'))
    await openFileList([file])
    expect(toasts()).toMatchObject([{ tone: 'problem', message: expect.stringContaining('gone.json') }])
    expect(toasts()[0]?.retry).toBeTypeOf('function')
  })
})
