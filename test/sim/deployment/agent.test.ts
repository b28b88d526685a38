import { describe, expect, it } from 'vitest'
import { createDeployment } from '../../../src/sim/deployment/create-deployment'
import { newServiceState } from '../../../src/sim/deployment/ecs/state'
import { initialHosts, initialLastSuccessfulRevision } from '../../../src/sim/deployment/hosts'
import { applySuccess } from '../../../src/sim/deployment/lifecycle/effects'
import { locate } from '../../../src/sim/deployment/lifecycle/place'
import { planDeployment } from '../../../src/sim/deployment/plan-deployment'
import type { Control } from '../../../src/sim/deployment/state'
import { createFaults } from '../../../src/sim/faults/inject'
import { FakeWorld, scenarioOf } from './fake-world'
import { at, SCRIPTED } from './fleets'

describe('[1.5] the pointer files of the agent', () => {
  const world = new FakeWorld(scenarioOf({ ...SCRIPTED, fleet: { instanceCount: 1 } }), {})
  const { fleet } = world.scenario
  const control: Control = {
    world,
    state: {
      hosts: initialHosts(fleet),
      lastSuccessfulRevision: initialLastSuccessfulRevision(fleet),
      deployments: [],
      groupFleet: 'original',
      outsiders: [],
      scaling: null,
      lambda: null,
      service: newServiceState(world.scenario),
    },
    faults: createFaults({ world, instancesOfWave: () => [], startedCount: () => 0 }, () => {}),
  }
  const plan = planDeployment(world.scenario)
  if (plan === null) throw new Error('The scenario has a deployment')
  const { index, targets } = createDeployment(control, {
    creator: 'user',
    revision: 'new',
    plan,
    scope: { kind: 'group' },
    ignoresAlarms: false,
  })
  const pointersAfterEach = at(targets, 0).lifecycleEvents.map((event, eventIndex) => {
    applySuccess(control, locate(control, { deploymentIndex: index, targetIndex: 0, eventIndex }))
    const { mostRecentInstall, lastSuccessfulInstall } = at(control.state.hosts, 0)
    return [event.name, mostRecentInstall, lastSuccessfulInstall]
  })

  it('most_recent_install is written at the end of DownloadBundle, last_successful_install at the end of Install', () => {
    expect(pointersAfterEach).toEqual([
      ['BeforeBlockTraffic', 'old', 'old'],
      ['BlockTraffic', 'old', 'old'],
      ['AfterBlockTraffic', 'old', 'old'],
      ['ApplicationStop', 'old', 'old'],
      ['DownloadBundle', 'new', 'old'],
      ['BeforeInstall', 'new', 'old'],
      ['Install', 'new', 'new'],
      ['AfterInstall', 'new', 'new'],
      ['ApplicationStart', 'new', 'new'],
      ['ValidateService', 'new', 'new'],
      ['BeforeAllowTraffic', 'new', 'new'],
      ['AllowTraffic', 'new', 'new'],
      ['AfterAllowTraffic', 'new', 'new'],
    ])
  })
})
