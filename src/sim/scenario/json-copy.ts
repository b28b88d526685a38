import type { Issue } from './issue'
import { pointerOf } from './json-pointer'
import { LIMITS } from './limits'

export interface JsonCopy {
  /** Plain JSON: our own objects and lists, so that getters, proxies and later edits of the original cannot reach us. */
  readonly value: unknown
  readonly issues: readonly Issue[]
}

/** Copies what is JSON in `document` and names everything that is not. Never throws, never recurses for ever. */
export function copyJson(document: unknown): JsonCopy {
  const copier = new Copier()
  try {
    return { value: copier.copy(document, []), issues: copier.issues }
  } catch (error) {
    // Only code inside the document (a getter, a proxy) can throw here.
    const reason = error instanceof Error ? error.message : 'unknown reason'
    return { value: null, issues: [...copier.issues, { pointer: '', message: `cannot be read: ${reason}` }] }
  }
}

class Copier {
  readonly issues: Issue[] = []
  private readonly ancestors = new Set<object>()
  private valueCount = 0

  copy(value: unknown, path: readonly PropertyKey[]): unknown {
    this.valueCount += 1
    if (this.valueCount > LIMITS.documentValuesMax) return this.refuseRest()
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    // JSON has no negative zero that survives being written, and none of our quantities knows one.
    if (typeof value === 'number') return value === 0 ? 0 : value
    if (typeof value !== 'object')
      return this.refuse(path, `found ${value === undefined ? 'nothing' : `a ${typeof value}`}, which JSON cannot hold`)
    return this.copyContainer(value, path)
  }

  private copyContainer(value: object, path: readonly PropertyKey[]): unknown {
    if (this.ancestors.has(value)) return this.refuse(path, 'contains itself, which JSON cannot hold')
    if (path.length >= LIMITS.documentDepthMax) {
      return this.refuse(path, `nested deeper than ${LIMITS.documentDepthMax} levels`)
    }
    this.ancestors.add(value)
    const copy = Array.isArray(value) ? this.copyList(value, path) : this.copyObject(value, path)
    this.ancestors.delete(value)
    return copy
  }

  private copyList(list: readonly unknown[], path: readonly PropertyKey[]): unknown[] {
    const copy: unknown[] = []
    for (let index = 0; index < list.length && !this.isFull(); index++) {
      copy.push(list[index] === undefined ? null : this.copy(list[index], [...path, index]))
    }
    return copy
  }

  private copyObject(object: object, path: readonly PropertyKey[]): unknown {
    const prototype: unknown = Object.getPrototypeOf(object)
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return this.refuse(path, 'found an object with a class of its own, which JSON cannot hold')
    }
    const copy: Record<string, unknown> = {}
    for (const key of Object.keys(object)) {
      if (this.isFull()) break
      const value: unknown = Reflect.get(object, key)
      if (key === '__proto__') this.refuse([...path, key], 'unknown key "__proto__"')
      else if (value !== undefined) copy[key] = this.copy(value, [...path, key])
    }
    return copy
  }

  private isFull(): boolean {
    return this.valueCount > LIMITS.documentValuesMax
  }

  private refuse(path: readonly PropertyKey[], message: string): null {
    this.issues.push({ pointer: pointerOf(path), message })
    return null
  }

  private refuseRest(): null {
    const message = `holds more than ${LIMITS.documentValuesMax} values`
    if (!this.issues.some((issue) => issue.message === message)) this.refuse([], message)
    return null
  }
}
