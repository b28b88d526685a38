import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** Licences that allow use in an MIT program; MPL, OFL and CC-BY only for whole files that are not changed. */
const ALLOWED: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
])

/** Of `(MIT OR GPL-3.0)` one may be chosen; `MIT AND ISC` must hold together. */
function isAllowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '')
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence.trim())))
}

it('every dependency has a licence that allows its use', () => {
  const lock: { packages: Record<string, { license?: string }> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const refused = Object.entries(lock.packages)
    .filter(([path, { license }]) => path !== '' && !isAllowed(license ?? 'none'))
    .map(([path, { license }]) => `${path}: ${license ?? 'none'}`)
  expect(refused).toEqual([])
})

it('the rule refuses what it should', () => {
  expect(['GPL-3.0', 'none', 'MIT AND GPL-3.0', 'SEE LICENSE IN x'].map(isAllowed)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(['MIT', '(MIT OR GPL-3.0)', 'MIT AND ISC'].map(isAllowed)).toEqual([true, true, true])
})
