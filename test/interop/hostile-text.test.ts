import { readLoadCsv } from '@interop'
import { describe, expect, it } from 'vitest'
import { importText } from './support'

const COUNT = 100_000
const HEAD = 'version: 0.0\n'
const TEXTS: Readonly<Record<string, string>> = {
  'blank lines': `${HEAD}${'\n'.repeat(COUNT)}os: linux\n`,
  'carriage returns': `${HEAD}${'\r'.repeat(COUNT)}os: linux\n`,
  'both line endings': `${HEAD}${'\r\n'.repeat(COUNT)}os: linux\r\n`,
  'lines of a blank': `${HEAD}${' \n'.repeat(COUNT)}os: linux\n`,
  'blanks on one line': `${HEAD}${' '.repeat(COUNT)}os: linux\n`,
  'blanks after a value': `${HEAD}os: linux${' '.repeat(COUNT)}x\n`,
  tabs: `${HEAD}${'\t'.repeat(COUNT)}os: linux\n`,
  'opening brackets': `${HEAD}os: ${'['.repeat(COUNT)}\n`,
  'closing brackets': `${HEAD}os: ${']'.repeat(COUNT)}\n`,
  'brackets in turn': `${HEAD}os: ${'[]'.repeat(COUNT)}\n`,
  'opening braces': `${HEAD}os: ${'{'.repeat(COUNT)}\n`,
  'opening braces in quotation marks': `${HEAD}os: "${'{'.repeat(COUNT)}"\n`,
  'open Jinja markers': `${HEAD}os: "${'{{ '.repeat(COUNT)}"\n`,
  'open statement markers': `${HEAD}os: "${'{% '.repeat(COUNT)}"\n`,
  'open ERB markers': `${HEAD}os: "${'<% '.repeat(COUNT)}"\n`,
  'open shell markers': `${HEAD}os: "${'${'.repeat(COUNT)}"\n`,
  'open placeholders': `${HEAD}os: "${'<A'.repeat(COUNT)}"\n`,
  'open placeholder of many letters': `${HEAD}os: "<${'A'.repeat(COUNT)}"\n`,
  ampersands: `${HEAD}os: "${'&&a'.repeat(COUNT)}"\n`,
  'at signs': `${HEAD}os: "${'@@a'.repeat(COUNT)}"\n`,
  underscores: `${HEAD}os: "${'_'.repeat(COUNT)}"\n`,
  'underscores and letters': `${HEAD}os: "__${'A'.repeat(COUNT)}"\n`,
  'underscores in turn with letters': `${HEAD}os: "${'__A'.repeat(COUNT)}"\n`,
  'hash signs': `${HEAD}os: "${' #'.repeat(COUNT)}"\n`,
  dashes: `${HEAD}os: ${'- '.repeat(COUNT)}\n`,
  colons: `${HEAD}os: ${': a'.repeat(COUNT)}\n`,
  'lines of a colon': `${HEAD}${':\n'.repeat(COUNT)}\n`,
  'lines of a key': `${HEAD}${'a:\n'.repeat(COUNT)}\n`,
  'resources without a brace': `${'resource '.repeat(COUNT)}\n`,
  'resource lines without a brace': `${'resource a\n'.repeat(COUNT)}\n`,
  'resource lines of braces': `${'resource {x\n'.repeat(COUNT)}\n`,
  'a resource of braces': `resource ${'{'.repeat(COUNT)}x\n`,
  'a resource of braces and blanks': `resource ${'{ '.repeat(COUNT)}x\n`,
  'a resource and blanks': `resource ${' '.repeat(COUNT)}x\n`,
  'JSON blanks': `{${' '.repeat(COUNT)}"a"${' '.repeat(COUNT)}:1,}`,
  'JSON blank lines': `{${'\n'.repeat(COUNT)}"a":1,}`,
  'JSON brackets': '['.repeat(COUNT),
  'JSON objects': '{"a":'.repeat(COUNT),
  'JSON twice': `{"a": 1}\n{"b": 2}${' '.repeat(COUNT)}`,
  'merge markers': `${'<<<<<<< a\n'.repeat(COUNT)}`,
  dots: `${HEAD}os: linux${'.'.repeat(COUNT)}x\n`,
  slashes: `${HEAD}os: linux\nfiles:\n  - source: a${'/'.repeat(COUNT)}b\n    destination: /${'/'.repeat(COUNT)}b\n`,
  zeros: `${HEAD}os: linux\npermissions:\n  - object: /a\n    mode: ${'0'.repeat(COUNT)}9\n`,
  commas: `time,rps\n${','.repeat(COUNT)}\n`,
  'quotation marks': `time,rps\n${'"'.repeat(COUNT)}\n`,
  digits: `time,rps\n0,${'1'.repeat(COUNT)}x\n1,2\n`,
  'CSV blank lines': `time,rps\n0,1\n${'\n'.repeat(COUNT)}60,2\n`,
  'CSV blanks': `time,rps\n0,1\n60,${' '.repeat(COUNT)}2\n`,
  'open Jinja markers in broken YAML': `${HEAD}os: linux\n}\n${'{{ '.repeat(COUNT)}\n`,
  'open statement markers in broken YAML': `${HEAD}os: linux\n}\n${'{% '.repeat(COUNT)}\n`,
  'open ERB markers in broken YAML': `${HEAD}os: linux\n}\n${'<% '.repeat(COUNT)}\n`,
  'open shell markers in broken YAML': `${HEAD}os: linux\n}\n${'${'.repeat(COUNT)}\n`,
  'open placeholders in broken YAML': `${HEAD}os: linux\n}\n${'<A'.repeat(COUNT)}\n`,
  'underscores in broken YAML': `${HEAD}os: linux\n}\n${'__A'.repeat(COUNT)}\n`,
  'blanks in broken YAML': `${HEAD}os: linux\n}\na:${' '.repeat(COUNT)}#\n`,
  'colons in broken YAML': `${HEAD}os: linux\n}\n${': a'.repeat(COUNT)}: \n`,
}

/** A text that takes time by the square of its length takes far more than ten seconds here; the slowest of the others, all in the YAML library, take two. */
const HUNG_AFTER_MS = 8_000

describe('a text of 100 000 times the same is read at once', () => {
  it.each(Object.entries(TEXTS))(
    '%s',
    (_name, text) => {
      const { findings, assumptions } = importText(text)
      expect(findings.length + assumptions.length).toBeGreaterThan(0)
      expect(readLoadCsv({ name: 'load.csv', text }).findings).toBeDefined()
    },
    HUNG_AFTER_MS,
  )
})
