// One process at a time does a thing; the others wait for it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 100

/**
 * Runs an action while holding a lock file. The lock of a process that has died is taken over.
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
    if (!isAlive(ownerOf(path))) rmSync(path, { force: true })
    return false
  }
}

/** @param {string} path */
function ownerOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'))
  } catch {
    return Number.NaN // released meanwhile
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
