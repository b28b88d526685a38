import { parseScenario, simulate } from '@sim'
import { scaleLinear } from 'd3-scale'
import { expect, it } from 'vitest'
import { TRACKS } from '../../../src/charts'

it('marks who was told by a rule of EventBridge, when it was told', () => {
  const parsed = parseScenario({
    schemaVersion: 1,
    name: 'told',
    load: { kind: 'constant', rps: 1 },
    fleet: { instanceCount: 2 },
    deployment: { deploymentConfig: 'CodeDeployDefault.AllAtOnce' },
    loadBalancer: { deregistrationDelayMs: 10_000 },
    eventRules: [
      {
        name: 'success',
        pattern: { source: ['aws.codedeploy'], detail: { state: ['SUCCESS'], deploymentId: [{ exists: true }] } },
        targets: [{ name: 'release-notes', kind: 'SNS topic' }],
      },
    ],
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues))
  const result = simulate(parsed.value)
  const track = TRACKS.find(({ id }) => id === 'deployments')
  const x = scaleLinear([0, result.endedAtMs], [0, 5_000])
  const frame = { x, width: 5_000, height: 40, fromMs: 0, toMs: result.endedAtMs }
  const notices = track?.draw(result, frame).marks.filter(({ shape }) => shape === 'notice') ?? []
  expect(notices.map(({ atMs }) => atMs)).toContain(result.deployments[0]?.endedAtMs)
  expect(notices.at(-1)?.label).toMatch(/^SNS topic release-notes is told by rule success: CodeDeploy .*, SUCCESS\.$/)
})
