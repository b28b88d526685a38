import { createSimulation, parseScenario, simulate } from '@sim'
import { expect, it } from 'vitest'
import { bundledScenarioTexts } from '../../support/bundled-scenarios'

const SERVICES = bundledScenarioTexts().filter(({ id }) => ['lambda-linear', 'ecs-test-listener'].includes(id))

it.each(SERVICES)('the end of $id is foreseen to within a tenth', ({ text }) => {
  const parsed = parseScenario(JSON.parse(text))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  const simulation = createSimulation(parsed.value)
  const expectedMs = simulation.expectedEndMs()
  simulation.dispose()
  const { endedAtMs } = simulate(parsed.value)
  expect(Math.abs(expectedMs - endedAtMs)).toBeLessThan(endedAtMs / 10)
})
