// One process at a time does a thing; the others wait for it.
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 100
/** A lock names its owner an instant after it was made; one that still does not was left by a process that died then. */
const UNNAMED_MS_MAX = 10_000
/** Longer than anything that is done under a lock usually takes. */
const TELL_AFTER_MS = 60_000

/**
 * Runs an action while holding a lock file. The lock of a process that has died is taken over, that of a living one
 * never: after a minute of waiting a sentence says which process holds it.
 * @template Result
 * @param {string} path of the lock file
 * @param {() => Promise<Result>} action
 * @returns {Promise<Result>}
 */
export async function withLock(path, action) {
  mkdirSync(dirname(path), { recursive: true })
  const token = `${process.pid}-${randomUUID()}`
  await acquire(path, token)
  try {
    return await action()
  } finally {
    release(path, token)
  }
}

/**
 * @param {string} path
 * @param {string} token
 */
async function acquire(path, token) {
  const startedMs = Date.now()
  let isTold = false
  while (!tryLock(path, token)) {
    await pause(POLL_MS)
    if (isTold || Date.now() - startedMs < TELL_AFTER_MS) continue
    isTold = true
    const holder = processIdOf(ownerOf(path) ?? '')
    console.error(`Waiting for process ${holder}, which holds ${path}; delete the file if that is something else.`)
  }
}

/**
 * @param {string} path
 * @param {string} token
 */
function tryLock(path, token) {
  if (create(path, token)) return true
  const owner = ownerOf(path)
  if (owner === null || !isAbandoned(path, owner)) return false
  // Of all who wait only the holder of this second lock, named after the dead owner, may remove the first: otherwise the
  // slower of two would remove what the faster has just made.
  const burial = `${path}.${owner || 'unnamed'}`
  if (!tryLock(burial, token)) return false
  if (ownerOf(path) === owner && isAbandoned(path, owner)) rmSync(path, { force: true })
  release(burial, token)
  return create(path, token)
}

/**
 * @param {string} path
 * @param {string} token
 */
function create(path, token) {
  try {
    writeFileSync(path, token, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes a lock that is still one's own.
 * @param {string} path
 * @param {string} token
 */
function release(path, token) {
  if (ownerOf(path) === token) rmSync(path, { force: true })
}

/**
 * The token in a lock; '' for the moment between its making and its filling, null when it is released.
 * @param {string} path
 */
function ownerOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

/**
 * @param {string} path
 * @param {string} owner
 */
function isAbandoned(path, owner) {
  if (owner !== '') return !isAlive(processIdOf(owner))
  try {
    return Date.now() - statSync(path).mtimeMs > UNNAMED_MS_MAX
  } catch {
    return false // released meanwhile
  }
}

/** @param {string} owner */
function processIdOf(owner) {
  return Number.parseInt(owner, 10)
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
