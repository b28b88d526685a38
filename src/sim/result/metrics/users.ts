import { SFC32_WORDS, seedSfc32 } from '../../random/sfc32'
import { drawInteger } from '../../random/streams'
import type { RunResult } from '../types'

/** MODEL: how many users send the requests of a run. */
export const USER_COUNT = 10_000
/** Far from the numbers of the engine's streams: who sent a request changes nothing of what happened to it. */
const USER_STREAM = 1_000

/** How many users sent a request in the run, how many of them met the new revision, and how many met both. */
export interface UserCounts {
  readonly all: number
  readonly ofNew: number
  readonly ofBoth: number
}

/**
 * MODEL: every request comes from one of 10 000 users, each as likely as the other, drawn from the seed by a stream of its
 * own; nobody is kept on a revision. Requests of the new revision draw first, so that under one seed more exposure never
 * meets fewer users.
 */
export function userCounts({ totals: { byRevision }, identity: { seed } }: RunResult): UserCounts {
  const state = new Int32Array(SFC32_WORDS)
  seedSfc32(state, 0, seed, USER_STREAM)
  const met = new Uint8Array(USER_COUNT)
  drawUsers(state, met, byRevision.new, 1)
  drawUsers(state, met, byRevision.old, 2)
  drawUsers(state, met, byRevision.none, 4)
  return {
    all: countOf(met, (marks) => marks !== 0),
    ofNew: countOf(met, (marks) => (marks & 1) !== 0),
    ofBoth: countOf(met, (marks) => (marks & 3) === 3),
  }
}

/** Marks who sent `requestCount` requests; ends when everybody is marked, as further draws would change nothing. */
function drawUsers(state: Int32Array, met: Uint8Array, requestCount: number, mark: number): void {
  let left = USER_COUNT
  for (let request = 0; request < requestCount && left > 0; request++) {
    const user = drawInteger(state, 0, USER_COUNT)
    if ((met[user] & mark) === 0) left--
    met[user] |= mark
  }
}

function countOf(met: Uint8Array, isCounted: (marks: number) => boolean): number {
  return met.reduce((count, marks) => count + Number(isCounted(marks)), 0)
}
