import type { ControlEvent, FaultAnswers } from '../engine/world'
import type { Ms, RevisionLabel } from '../result/types'
import { type FaultContext, isAbout, lastingFaults, nextLookMs, usesEffect } from './active'
import { faultAnswers } from './answers'
import { applyToAnswers, applyToClients, applyToInstance, applyToRevisions, createErrorRates } from './apply'
import type { EventFailure, EventRun } from './definition'
import { faultsOf } from './faults-of'
import { definitionOf, type FaultDefinition } from './index'
import { STEP_MS } from './ramp'

/** A fault that hits an event. */
export interface EventStrike {
  readonly faultIndex: number
  readonly failure: EventFailure
  /** The log tells of this strike. */
  readonly isTold: boolean
}

type FaultEvent = Extract<ControlEvent, { readonly kind: 'fault-starts' | 'fault-ends' | 'fault-goes-on' }>

/** A lifecycle event and when it began. */
export type PlannedRun = Omit<EventRun, 'drawPpm'> & { readonly atMs: Ms }

/** The faults of one run. */
export interface Faults {
  readonly answers: FaultAnswers
  /** Puts the beginning and the end of every fault into the queue. */
  start(): void
  /** One end of a fault's window has come, or a second of it. */
  handle(event: FaultEvent): void
  /** Something else happened: more instances may have begun in a wave that a fault is about. */
  refresh(): void
  /** The first fault of the scenario that strikes this event, or null. */
  strikeOn(deploymentIndex: number, run: PlannedRun): EventStrike | null
}

/** `agentsAreBack` is called when agents may take up again what they left. */
export function createFaults(context: FaultContext, agentsAreBack: () => void): Faults {
  const { world } = context
  const isAboutInstances = INSTANCE_EFFECTS.some((effect) => usesEffect(context, effect))
  const isAboutWaves = faultsOf(world.scenario).some((fault) => 'targets' in fault && fault.targets.kind === 'batch')
  const rates = createErrorRates(context)
  let isApplying = false
  let startedCount = 0

  function apply(): void {
    applyToClients(context)
    applyToRevisions(context, rates)
    if (isAboutInstances) applyToFleet()
  }

  /** What an instance that comes up here sets off is looked at here, too: no call of its own. */
  function applyToFleet(): void {
    if (isApplying) return
    isApplying = true
    const lasting = lastingFaults(context)
    let isAgentBack = false
    for (let index = 0; index < world.instanceCount(); index++)
      isAgentBack = applyToInstance(context, lasting, index) || isAgentBack
    for (let index = 0; index < world.instanceCount(); index++) applyToAnswers(context, lasting, index)
    isApplying = false
    if (isAgentBack) agentsAreBack()
  }

  function handle({ kind, faultIndex }: FaultEvent): void {
    const fault = faultsOf(world.scenario)[faultIndex]
    const definition = definitionOf(fault)
    apply()
    if (kind !== 'fault-goes-on') world.log({ type: 'fault', status: STATUS[kind], faultIndex })
    if (kind === 'fault-ends') {
      if (definition.strikeEvent !== undefined) agentsAreBack()
      return
    }
    const lookMs = nextLookMs({ fault, faultIndex, definition }, STEP_MS)
    const isOver = fault.untilMs !== null && lookMs !== null && world.nowMs() + lookMs >= fault.untilMs
    if (lookMs !== null && !isOver) world.schedule(world.nowMs() + lookMs, { kind: 'fault-goes-on', faultIndex })
  }

  return {
    answers: {
      ...faultAnswers(context),
      instanceChanged: (instanceIndex) => {
        if (!isAboutInstances || isApplying) return
        const lasting = lastingFaults(context)
        applyToInstance(context, lasting, instanceIndex)
        applyToAnswers(context, lasting, instanceIndex)
      },
      applicationServes: (instanceIndex) => {
        if (isAboutInstances && !isApplying) applyToAnswers(context, lastingFaults(context), instanceIndex)
      },
    },
    start: () => scheduleWindows(context),
    handle,
    refresh: () => {
      if (!isAboutInstances || !isAboutWaves || startedCount === context.startedCount()) return
      startedCount = context.startedCount()
      applyToFleet()
    },
    strikeOn: (deploymentIndex, run) => strikeOn(context, deploymentIndex, run),
  }
}

const STATUS = { 'fault-starts': 'injected', 'fault-ends': 'lifted' } as const
const INSTANCE_EFFECTS = ['takesDown', 'restartAfterMs', 'serviceFactorPermille', 'instanceErrorRatePpm'] as const

function scheduleWindows({ world }: FaultContext): void {
  for (const [faultIndex, fault] of faultsOf(world.scenario).entries()) {
    if (definitionOf(fault).isToldByStrikes) continue
    world.schedule(fault.fromMs, { kind: 'fault-starts', faultIndex })
    if (fault.untilMs !== null) world.schedule(fault.untilMs, { kind: 'fault-ends', faultIndex })
  }
}

function strikeOn(context: FaultContext, deploymentIndex: number, run: PlannedRun): EventStrike | null {
  const { world } = context
  const installed: RevisionLabel | null = world.installedRevision(run.instanceIndex)
  for (const placed of lastingFaults(context, run.atMs)) {
    const { fault, faultIndex, definition } = placed
    if (definition.strikeEvent === undefined || !isAbout(context, placed, run.instanceIndex, installed)) continue
    // A chance depends on nothing but its place: another instance's failure, or one more fault, changes none.
    const drawPpm = world.drawPpmAt(faultIndex, deploymentIndex, run.instanceIndex)
    const failure = definition.strikeEvent(fault, { ...run, drawPpm })
    if (failure !== null) return { faultIndex, failure, isTold: isTold(definition) }
  }
  return null
}

const isTold = ({ isToldByStrikes }: FaultDefinition): boolean => isToldByStrikes
