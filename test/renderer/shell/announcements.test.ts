import { describe, expect, it } from 'vitest'
import { announcementBetween } from '../../../src/renderer/shell/announcements'
import { failingScenario, runOf } from '../support/runs'

const result = runOf(failingScenario())
const [deployment, rollback] = result.deployments

describe('what is said aloud', () => {
  it('is the newest state that was passed', () => {
    const said = announcementBetween(result, 0, deployment?.createdAtMs ?? 0)
    expect(said?.words).toContain(deployment?.id)
    expect(said?.isUrgent).toBe(false)
  })

  it('is urgent when a deployment fails or is rolled back', () => {
    const failedAtMs = deployment?.endedAtMs ?? 0
    expect(announcementBetween(result, failedAtMs - 1, failedAtMs)?.isUrgent).toBe(true)
    expect(announcementBetween(result, failedAtMs, rollback?.endedAtMs ?? 0)?.isUrgent).toBe(true)
  })

  it('is nothing while nothing happens, nor on the way back', () => {
    expect(announcementBetween(result, 0, 1)).toBeNull()
    expect(announcementBetween(result, result.endedAtMs, 0)).toBeNull()
  })
})
