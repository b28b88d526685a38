import {
  alarmStopAt,
  type DeploymentCreator,
  type DeploymentStatus,
  isRollback,
  type RunResult,
  shiftWordAt,
} from '@sim'
import type { PlayheadView } from '../state/frame'

/** Tone of a chip: the colours are in `deployment-chip.css`. */
export type ChipTone = 'quiet' | 'moving' | 'good' | 'bad' | 'back' | 'plain'
export type ChipGlyph = 'rocket' | 'split' | 'hourglass' | 'check' | 'x' | 'undo' | 'flag' | 'square' | 'alarm'

export interface DeploymentState {
  /** The word on the screen; "Rolling back" and "Rolled back" are ours, derived from a rollback deployment's status. */
  readonly label: string
  /** The status by its API name; null before the first deployment. */
  readonly apiStatus: DeploymentStatus | null
  readonly tone: ChipTone
  readonly glyph: ChipGlyph
}

type Appearance = Omit<DeploymentState, 'apiStatus'>

const USER_DEPLOYMENT: Readonly<Record<DeploymentStatus, Appearance>> = {
  Created: { label: 'Created', tone: 'quiet', glyph: 'rocket' },
  InProgress: { label: 'In progress', tone: 'moving', glyph: 'hourglass' },
  Ready: { label: 'Ready', tone: 'plain', glyph: 'hourglass' },
  Succeeded: { label: 'Succeeded', tone: 'good', glyph: 'check' },
  Failed: { label: 'Failed', tone: 'bad', glyph: 'x' },
  Stopped: { label: 'Stopped', tone: 'quiet', glyph: 'square' },
}

const ROLLBACK_DEPLOYMENT: Readonly<Record<DeploymentStatus, Appearance>> = {
  Created: { label: 'Rolling back', tone: 'back', glyph: 'undo' },
  InProgress: { label: 'Rolling back', tone: 'back', glyph: 'undo' },
  Ready: { label: 'Rolling back', tone: 'back', glyph: 'undo' },
  Succeeded: { label: 'Rolled back', tone: 'plain', glyph: 'flag' },
  Failed: { label: 'Rollback failed', tone: 'bad', glyph: 'x' },
  Stopped: { label: 'Rollback stopped', tone: 'quiet', glyph: 'square' },
}

/** What the traffic of a deployment in progress does. */
const TRAFFIC: Readonly<Record<'Shifting' | 'Baking', Appearance>> = {
  Shifting: { label: 'Shifting', tone: 'moving', glyph: 'split' },
  Baking: { label: 'Baking', tone: 'plain', glyph: 'hourglass' },
}

/** An alarm that it watches is in ALARM: whatever it does, it is stopped at its next poll. */
const ALARMED: Appearance = { label: 'ALARM', tone: 'bad', glyph: 'alarm' }

/** The deployment under way at the playhead, or the last one that was created. */
export function deploymentStateAt({ result, tMs, frame }: PlayheadView): DeploymentState {
  const record = frame.deployment && result.deployments[frame.deployment.index]
  if (!frame.deployment || !record) return { ...beforeDeployment(result.deployments, tMs), apiStatus: null }
  const { status } = frame.deployment
  if (alarmStopAt(result, tMs) !== null) return { ...ALARMED, apiStatus: status }
  const word = status === 'InProgress' && !isRollback(record) ? shiftWordAt(result, record, tMs) : null
  return { ...(word === null ? deploymentAppearance(record.creator, status) : TRAFFIC[word]), apiStatus: status }
}

/** Word, tone and glyph of a deployment's status. */
export function deploymentAppearance(creator: DeploymentCreator, status: DeploymentStatus): Appearance {
  return creator === 'codeDeployRollback' ? ROLLBACK_DEPLOYMENT[status] : USER_DEPLOYMENT[status]
}

/** Before the group's first deployment: how its launch deployments fare, if Auto Scaling has launched any by then. */
function beforeDeployment(deployments: RunResult['deployments'], tMs: number): Appearance {
  const launched = deployments.filter(({ creator, createdAtMs }) => creator === 'autoscaling' && createdAtMs <= tMs)
  const failed = launched.filter(
    ({ status, endedAtMs }) => status === 'Failed' && endedAtMs !== null && endedAtMs <= tMs,
  )
  if (failed.length > 0)
    return { label: `${launched.length} launches, ${failed.length} failed`, tone: 'bad', glyph: 'x' }
  if (launched.length > 0) return { label: 'Launching', tone: 'moving', glyph: 'rocket' }
  return { label: deployments.length === 0 ? 'No deployment' : 'Not started', tone: 'quiet', glyph: 'hourglass' }
}
