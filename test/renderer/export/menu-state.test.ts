import { beforeEach, expect, it } from 'vitest'
import { exportMenu } from '../../../src/renderer/export/menu-state'
import { commandFor } from '../../../src/renderer/keyboard/registry'
import { useStore } from '../../../src/renderer/state/store'
import { runOf, shownOf, smallScenario } from '../support/runs'

beforeEach(() => {
  exportMenu.getState().close()
  useStore.setState({ shown: null })
})
const pressE = () => commandFor('E', null)?.run('E', new KeyboardEvent('keydown', { key: 'e' }))

it('opens no export menu before there is a run, not even later', () => {
  pressE()
  useStore.setState({ shown: shownOf(runOf(smallScenario())) })
  expect(exportMenu.getState().isOpen).toBe(false)
  pressE()
  expect(exportMenu.getState().isOpen).toBe(true)
  pressE()
  expect(exportMenu.getState().isOpen).toBe(false)
})
