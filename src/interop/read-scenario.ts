import { LIMITS, parseScenario, type Scenario } from '@sim'
import { entryOf, type SourceNode } from './document/node'
import { readJson } from './document/read-json'
import { asSentence, Findings } from './findings'
import type { Finding, Place } from './outcome'
import { titleOf } from './read-file'

/** A scenario, or every reason why there is none; either way what else there is to say. */
export type ScenarioReading =
  | { readonly ok: true; readonly value: Scenario; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] }

/**
 * Reads the text of a scenario file: strict JSON, then `parseScenario`, every problem with line and column, such as
 * "scenario.json:12:5: error: /fleet/instanceCount: found 5000, ...". Never throws.
 */
export function readScenarioText(text: string, fileName: string): ScenarioReading {
  const findings = new Findings()
  const root = readRoot(fileName, text, findings)
  if (!root) return { ok: false, findings: findings.list([fileName]) }
  const parsed = parseScenario(toJson(root))
  const told = findings.list([fileName])
  if (parsed.ok)
    return { ok: true, value: parsed.value, findings: [...told, ...parsed.warnings.map(toFinding('warning', root))] }
  return { ok: false, findings: [...told, ...parsed.issues.map(toFinding('error', root))] }
}

function readRoot(file: string, text: string, findings: Findings): SourceNode | null {
  const place = { file, line: 1, column: 1 }
  const json = text.replace(/^\uFEFF/, '')
  if (text.length > LIMITS.fileBytesMax) {
    findings.error(place, `This file has ${text.length} characters; a scenario may have up to ${LIMITS.fileBytesMax}.`)
    return null
  }
  if (json.trim() === '') {
    findings.error(place, 'This file is empty; a scenario is a JSON object.')
    return null
  }
  const title = json.trimStart().startsWith('{') ? undefined : titleOf(file, json)
  if (title === undefined) return readJson(file, json, findings)
  findings.error(place, `This is ${title}, not a scenario.`, 'Use "fleetshift import" to make a scenario of it.')
  return null
}

function toFinding(severity: 'error' | 'warning', root: SourceNode) {
  return ({ pointer, message }: { pointer: string; message: string }): Finding => {
    const words = pointer === '' ? message : `${pointer}: ${message}`
    return { severity, ...placeOf(pointer, root), pointer, message: asSentence(words) }
  }
}

/** The value that a pointer names, its key when there is one; of a value that is missing, what should hold it. */
function placeOf(pointer: string, root: SourceNode): Place {
  let node = root
  let place = root.place
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    const entry = entryOf(node, key)
    const inner = entry?.value ?? (node.kind === 'sequence' ? node.items[Number(key)] : undefined)
    if (!inner) return place
    node = inner
    place = entry?.keyPlace ?? inner.place
  }
  return place
}

/** The plain value; `__proto__` stays a key like any other, for `parseScenario` to refuse. */
function toJson(node: SourceNode): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'sequence') return node.items.map(toJson)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, toJson(value)]))
}
