import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MetricsList } from '../../../src/renderer/inspector/MetricsList'
import { Scene } from '../../../src/renderer/scene/Scene'
import { useStore } from '../../../src/renderer/state/store'
import { giveElementsASize } from '../support/element-size'
import { lambdaScenario, runOf, shownOf } from '../support/runs'

const result = runOf(lambdaScenario())
giveElementsASize(896, 433)
beforeEach(() => useStore.setState({ shown: shownOf(result), selectedInstance: null, playheadMs: 20_000 }))
afterEach(() => useStore.setState({ shown: null, playheadMs: 0 }))

describe('the versions of a function', () => {
  it('are one stop of Tab, and the arrows walk between them', async () => {
    render(<Scene />)
    const grid = screen.getByRole('grid', { name: /Execution environments of/ })
    const active = () => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
    await userEvent.tab()
    expect(grid).toHaveFocus()
    const { old, new: next } = result.scenario.revisions
    expect(active()).toHaveAccessibleName(expect.stringMatching(`^${old.name}: .* % of invocations, .* busy`))
    await userEvent.keyboard('{ArrowDown}')
    expect(active()).toHaveAccessibleName(expect.stringMatching(`^${next.name}: `))
    await userEvent.keyboard('{ArrowUp}')
    expect(active()).toHaveAccessibleName(expect.stringMatching(`^${old.name}: `))
    expect(within(grid).getAllByRole('gridcell')).toHaveLength(2)
  })
})

describe('the metrics of a run', () => {
  it('are one stop of Tab, and the arrows walk between them', async () => {
    render(<MetricsList result={result} />)
    const rows = screen.getAllByRole('button')
    expect(rows.length).toBeGreaterThan(2)
    await userEvent.tab()
    expect(rows[0]).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(rows[1]).toHaveFocus()
    await userEvent.tab()
    expect(document.body).toHaveFocus()
    await userEvent.tab()
    expect(rows[1]).toHaveFocus()
  })
})
