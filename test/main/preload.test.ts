import { expect, it, vi } from 'vitest'
import type { FleetshiftApi } from '../../src/main/contract'
import { invoke, seen } from './electron-double'

vi.mock('electron', async () => (await import('./electron-double')).electronDouble())

it('gives the window the contract and nothing else', async () => {
  await import('../../src/main/preload')
  expect([...seen.exposed.keys()]).toEqual(['fleetshift'])
  const api = seen.exposed.get('fleetshift') as FleetshiftApi
  expect(Object.keys(api).sort()).toEqual(['platform', 'saveFile'])
  expect(api.platform).toBe(process.platform)

  const save = { suggestedName: 'a.json', text: '{}' }
  await api.saveFile(save)
  expect(invoke.mock.calls).toEqual([['fleetshift:save-file', save]])
})
