// One process at a time does a thing; the others wait for it.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 100
/** Far longer than anything that is done under a lock takes. */
const HELD_MS_MAX = 120_000

/**
 * Runs an action while holding a lock file. The lock of a process that has died, or two minutes old, is taken over.
 * @template Result
 * @param {string} path of the lock file
 * @param {() => Promise<Result>} action
 * @returns {Promise<Result>}
 */
export async function withLock(path, action) {
  mkdirSync(dirname(path), { recursive: true })
  while (!tryLock(path)) await pause(POLL_MS)
  try {
    return await action()
  } finally {
    rmSync(path, { force: true })
  }
}

/** @param {string} path */
function tryLock(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    if (isAbandoned(path)) rmSync(path, { force: true })
    return false
  }
}

/** @param {string} path */
function isAbandoned(path) {
  try {
    const owner = readFileSync(path, 'utf8')
    // Empty for the moment between its making and its filling. The age also ends the wait for a process whose number
    // the system has meanwhile given to another.
    return (owner !== '' && !isAlive(Number(owner))) || Date.now() - statSync(path).mtimeMs > HELD_MS_MAX
  } catch {
    return false // released meanwhile
  }
}

/** @param {number} processId */
function isAlive(processId) {
  if (!Number.isInteger(processId) || processId <= 0) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
