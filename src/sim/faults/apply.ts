import type { RevisionLabel } from '../result/types'
import {
  type FaultContext,
  faultsOn,
  isAbout,
  lastingFaults,
  momentOf,
  type PlacedFault,
  subjectOf,
  usesEffect,
} from './active'
import { FACTOR_ONE } from './factor'

const PPM = 1_000_000
/** However many factors meet, a service time is multiplied by at most this, in thousandths. */
const FACTOR_MAX = 1_000_000_000
const REVISIONS: readonly RevisionLabel[] = ['old', 'new']

/** Makes load, clients and limits what the lasting faults say; they are about no instance. */
export function applyToClients(context: FaultContext): void {
  const { world } = context
  const lasting = lastingFaults(context)
  if (usesEffect(context, 'loadFactorPermille')) world.setLoadFactor(loadFactorPermille(context, lasting))
  if (usesEffect(context, 'stolenConcurrency')) {
    const counts = lasting.map(({ fault, definition }) => definition.effects.stolenConcurrency?.(fault) ?? 0)
    world.stealConcurrency(counts.reduce((sum, count) => sum + count, 0))
  }
  if (!usesEffect(context, 'retryPolicy')) return
  const policies = lasting.flatMap(({ fault, definition }) => definition.effects.retryPolicy?.(fault) ?? [])
  policies.sort((a, b) => b.backOffUs.length - a.backOffUs.length)
  world.setRetryPolicy(policies[0] ?? null)
}

function loadFactorPermille(context: FaultContext, lasting: readonly PlacedFault[]): number {
  return lasting.reduce((product, placed) => {
    const moment = momentOf(context, placed, FACTOR_ONE)
    const factor = placed.definition.effects.loadFactorPermille?.(placed.fault, moment) ?? FACTOR_ONE
    return Math.max(1, Math.floor((product * factor) / FACTOR_ONE))
  }, FACTOR_ONE)
}

/** The shares of 5xx answers as they were set last, by revision. */
export type ErrorRates = Record<RevisionLabel, number>

/** The revisions' own shares, before any fault. */
export function createErrorRates({ world }: FaultContext): ErrorRates {
  const { revisions } = world.scenario
  return { old: revisions.old.errorRatePpm, new: revisions.new.errorRatePpm }
}

/** Makes the share of 5xx answers of the revisions what the lasting faults say; `rates` is brought up to date. */
export function applyToRevisions(context: FaultContext, rates: ErrorRates): void {
  const lasting = lastingFaults(context)
  if (usesEffect(context, 'errorRatePpm') || usesEffect(context, 'extraErrorRatePpm'))
    for (const revision of REVISIONS) setErrorRate(context, rates, revision, errorRatePpm(context, lasting, revision))
  if (!usesEffect(context, 'serviceFactorPermille') || context.world.instanceCount() > 0) return
  for (const revision of REVISIONS)
    context.world.setVersionServiceFactor(revision, versionFactorPermille(context, lasting, revision))
}

function setErrorRate({ world }: FaultContext, rates: ErrorRates, revision: RevisionLabel, ppm: number): void {
  if (rates[revision] === ppm) return
  rates[revision] = ppm
  world.setErrorRatePpm(revision, ppm)
}

/** The highest of the faults that speak of the revision, its own when there is none; and what others add to that. */
function errorRatePpm(context: FaultContext, lasting: readonly PlacedFault[], revision: RevisionLabel): number {
  const loadFactor = loadFactorPermille(context, lasting)
  const rates = lasting.flatMap((placed) => {
    const moment = momentOf(context, placed, loadFactor)
    return placed.definition.effects.errorRatePpm?.(placed.fault, revision, moment) ?? []
  })
  const own = rates.length === 0 ? context.world.scenario.revisions[revision].errorRatePpm : Math.max(...rates)
  return lasting.reduce((ppm, { fault, definition }) => {
    const extra = definition.effects.extraErrorRatePpm?.(fault) ?? 0
    return ppm + Math.floor(((PPM - ppm) * extra) / PPM)
  }, own)
}

/** Lambda has no instances: what is about a revision is about all its executions. */
function versionFactorPermille(
  context: FaultContext,
  lasting: readonly PlacedFault[],
  revision: RevisionLabel,
): number {
  const about = lasting.filter((placed) => isAbout(context, placed, null, revision))
  return factorPermille(context, about, { revision, servingSinceMs: null })
}

function factorPermille(
  context: FaultContext,
  about: readonly PlacedFault[],
  subject: ReturnType<typeof subjectOf>,
): number {
  return about.reduce((product, placed) => {
    const moment = momentOf(context, placed, FACTOR_ONE)
    const factor = placed.definition.effects.serviceFactorPermille?.(placed.fault, subject, moment) ?? FACTOR_ONE
    return Math.min(FACTOR_MAX, Math.max(1, Math.floor((product * factor) / FACTOR_ONE)))
  }, FACTOR_ONE)
}

/** Makes the answers of one instance what the lasting faults say: how long they take, and how many of them are 5xx. */
export function applyToAnswers(context: FaultContext, lasting: readonly PlacedFault[], instanceIndex: number): void {
  const { world } = context
  const about = faultsOn(context, lasting, instanceIndex)
  world.setServiceFactor(instanceIndex, factorPermille(context, about, subjectOf(context, instanceIndex)))
  const rates = about.map(({ fault, definition }) => definition.effects.instanceErrorRatePpm?.(fault) ?? 0)
  world.setInstanceErrorRatePpm(instanceIndex, Math.max(0, ...rates))
}

/** Takes one instance down, brings it back, or starts its application anew; true when its agent is back. */
export function applyToInstance(
  context: FaultContext,
  lasting: readonly PlacedFault[],
  instanceIndex: number,
): boolean {
  const { world } = context
  const about = faultsOn(context, lasting, instanceIndex)
  if (about.some(({ fault, definition }) => definition.effects.takesDown?.(fault) === true)) {
    world.crashInstance(instanceIndex)
    return false
  }
  const wasRunning = world.isRunning(instanceIndex)
  world.restoreInstance(instanceIndex)
  if (!wasRunning) return world.isRunning(instanceIndex)
  const subject = subjectOf(context, instanceIndex)
  for (const placed of about) {
    const moment = momentOf(context, placed, FACTOR_ONE)
    const afterMs = placed.definition.effects.restartAfterMs?.(placed.fault, subject, moment) ?? null
    if (afterMs === null) continue
    world.restartApplication(instanceIndex, afterMs)
    break
  }
  return false
}
