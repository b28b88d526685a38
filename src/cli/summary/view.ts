import type { RunResult } from '@sim'
import type { Capabilities } from '../terminal/capabilities'
import type { Paint } from '../terminal/terminal'

/** What each section of the summary is made from. */
export interface SummaryView {
  readonly result: RunResult
  readonly place: Capabilities
  readonly paint: Paint
}
