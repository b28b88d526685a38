import { withAdvice } from './advice'
import { withDependentDefaults } from './defaults'
import { HOOK_FUNCTION_EVENT_NAMES, SCRIPTABLE_EVENT_NAMES } from './events'
import { deepFreeze } from './freeze'
import type { Issue, Problem } from './issue'
import { copyJson } from './json-copy'
import { pointersUpFrom } from './json-pointer'
import { LIMITS } from './limits'
import { repairDocument } from './repair'
import { RULES } from './rules'
import { type DeploymentSettings, type Revision, SCHEMA_VERSION, type Scenario, scenarioSchema } from './schema'
import { sentenceOf, toProblems } from './sentences'
import { upgradeDocument, versionOf } from './upgrades'
import { warningsOf } from './warnings'

export type { Issue }
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Issue[] }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/**
 * Turns any value into a frozen scenario: upgrades old documents (with a warning), fills in defaults, checks ranges,
 * limits and the rules over several fields. Otherwise all problems at once (the first 200, and how many more), each
 * with its JSON pointer and a sentence such as "found 5000, allowed are whole numbers from 0 to 2000". What CodeDeploy
 * itself answers only at run time (HEALTH_CONSTRAINTS_INVALID, NO_INSTANCES ...) is no problem here. Never throws.
 */
export function parseScenario(document: unknown): Parsed<Scenario> {
  const copy = copyJson(document)
  const found = versionOf(copy.value)
  if (isNewer(found)) return { ok: false, issues: [versionIssue(found)] }
  const isKnown = isKnownVersion(found)
  const version = isKnown ? found : SCHEMA_VERSION
  const checked = checkDocument(withDependentDefaults(upgradeDocument(copy.value, version)), [
    ...copy.issues,
    ...(isKnown ? [] : [versionIssue(found)]),
  ])
  if (!checked.ok || version === SCHEMA_VERSION) return checked
  return { ...checked, warnings: [upgradeWarning(version), ...checked.warnings] }
}

/** Checks a document of the current version; `earlierIssues` are those that were found on the way here. */
function checkDocument(document: unknown, earlierIssues: readonly Issue[]): Parsed<Scenario> {
  const parsed = scenarioSchema.safeParse(document, { error: sentenceOf })
  const problems = [
    ...earlierIssues.map((issue) => ({ ...issue, doubtful: issue.pointer })),
    ...(parsed.error?.issues ?? [])
      .flatMap((issue) => toProblems(issue))
      .filter(({ pointer }) => !earlierIssues.some((earlier) => earlier.pointer === pointer)),
  ]
  const scenario = parsed.success ? parsed.data : repairDocument(document)
  const issues = [...problems.map(toIssue), ...(scenario ? ruleIssues(scenario, problems) : [])]
  if (issues.length > 0 || !parsed.success) return { ok: false, issues: shortened(issues) }
  return { ok: true, value: deepFreeze(withHooksInOrder(parsed.data)), warnings: warningsOf(parsed.data) }
}

function toIssue({ pointer, message }: Problem): Issue {
  return { pointer, message: withAdvice(pointer, message) }
}

function isNewer(version: unknown): boolean {
  return Number.isInteger(version) && Number(version) > SCHEMA_VERSION
}

function isKnownVersion(version: unknown): version is number {
  return typeof version === 'number' && Number.isInteger(version) && version >= 0 && version <= SCHEMA_VERSION
}

function versionIssue(found: unknown): Issue {
  const allowed = `allowed are whole numbers from 0 to ${SCHEMA_VERSION}`
  const advice = isNewer(found) ? ': a newer Fleetshift wrote this file, update to read it' : ''
  return { pointer: '/schemaVersion', message: `found ${JSON.stringify(found)}, ${allowed}${advice}` }
}

function upgradeWarning(version: number): Issue {
  const message = `read as version ${version} and upgraded; write "schemaVersion": ${SCHEMA_VERSION} to say that it is of today's form`
  return { pointer: '/schemaVersion', message }
}

/** What the rules over several fields say, save those that look at a field which is in doubt. */
function ruleIssues(scenario: Scenario, problems: readonly Problem[]): Issue[] {
  const doubtful = new Set(problems.map((problem) => problem.doubtful))
  const holdingDoubt = new Set([...doubtful].flatMap(pointersUpFrom))
  const isInDoubt = (pointer: string): boolean =>
    holdingDoubt.has(pointer) || pointersUpFrom(pointer).some((holder) => doubtful.has(holder))
  return RULES.filter(({ reads }) => !reads.some(isInDoubt)).flatMap((rule) => rule.check(scenario))
}

function shortened(issues: readonly Issue[]): Issue[] {
  if (issues.length <= LIMITS.issuesMax) return [...issues]
  const restCount = issues.length - LIMITS.issuesMax
  return [...issues.slice(0, LIMITS.issuesMax), { pointer: '', message: `${restCount} more problems are not listed` }]
}

/** Hooks in lifecycle order whatever the order in the file, so that equal scenarios are written alike. */
function withHooksInOrder(scenario: Scenario): Scenario {
  const { old: oldRevision, new: newRevision } = scenario.revisions
  const { deployment } = scenario
  return {
    ...scenario,
    revisions: { old: orderHooks(oldRevision), new: orderHooks(newRevision) },
    deployment: deployment === null ? null : orderHookFunctions(deployment),
  }
}

function orderHookFunctions(deployment: DeploymentSettings): DeploymentSettings {
  const hookFunctions: DeploymentSettings['hookFunctions'] = {}
  for (const event of HOOK_FUNCTION_EVENT_NAMES) {
    if (deployment.hookFunctions[event]) hookFunctions[event] = deployment.hookFunctions[event]
  }
  return { ...deployment, hookFunctions }
}

function orderHooks(revision: Revision): Revision {
  const hooks: Revision['hooks'] = {}
  for (const event of SCRIPTABLE_EVENT_NAMES) if (revision.hooks[event]) hooks[event] = revision.hooks[event]
  return { ...revision, hooks }
}
