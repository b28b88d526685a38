import type { RunResult } from '@sim'
import type { Capabilities } from '../terminal/capabilities'
import type { Paint } from '../terminal/terminal'
import { alarmLines } from './alarms'
import { deploymentLines } from './deployments'
import { detectionLines } from './detection'
import { identityLines } from './identity'
import { metricLines } from './metrics'
import { notificationLines } from './notifications'
import { outcomeLines } from './outcome'
import { requestLines } from './requests'
import { tellingLines } from './telling'
import type { SummaryView } from './view'

/** What a person wants to know of a run, the most important first; lines for a terminal. */
export function summaryLines(result: RunResult, place: Capabilities, paint: Paint): string[] {
  const view: SummaryView = { result, place, paint }
  return [
    outcomeLines,
    tellingLines,
    deploymentLines,
    alarmLines,
    detectionLines,
    notificationLines,
    requestLines,
    metricLines,
    identityLines,
  ]
    .map((section) => section(view))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}
