import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importFiles } from '@interop'
import { describe, expect, it } from 'vitest'
import { printed } from './support'

interface CorpusFile {
  readonly path: string
  readonly kind: string
  readonly valid: string
  readonly facts: string
}

/** A folder of public deployment files with an INDEX.tsv: file, kind, repo, path, commit, licence, valid, reason, facts. */
const folder = process.env.FLEETSHIFT_CORPUS ?? ''
const isThere = folder !== '' && existsSync(join(folder, 'INDEX.tsv'))

/** The kinds as our sentences call them; pipelines and their like come in templates, too. */
const NAMES: Readonly<Record<string, RegExp>> = {
  argo: /This is an Argo Rollout/,
  beanstalk: /This is an Elastic Beanstalk configuration/,
  buildspec: /This is a buildspec/,
  cfn: /This is an AWS (CloudFormation|SAM) template/,
  codepipeline: /This is (a pipeline|an AWS (CloudFormation|SAM) template)/,
  flagger: /This is a Flagger Canary/,
  k8s: /This is a Kubernetes manifest/,
  sam: /This is an AWS (SAM|CloudFormation) template/,
  terraform: /This is a Terraform configuration/,
}

function corpusFiles(): CorpusFile[] {
  const [heading = '', ...lines] = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').split(/\r?\n/)
  const columns = heading.split('\t')
  const cell = (cells: readonly string[], name: string) => cells[columns.indexOf(name)] ?? ''
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t'))
    .map((cells) => ({
      path: cell(cells, 'file'),
      kind: cell(cells, 'kind'),
      valid: cell(cells, 'valid'),
      facts: cell(cells, 'facts'),
    }))
}

const files = isThere ? corpusFiles() : []
const outcomeOf = (path: string) => importFiles([{ name: path, text: readFileSync(join(folder, path), 'utf8') }])

/** Skipped where the environment variable FLEETSHIFT_CORPUS names no corpus: its files may not be copied into here. */
describe.skipIf(!isThere)('public deployment files (skipped unless FLEETSHIFT_CORPUS names a corpus)', () => {
  it('has some', () => {
    expect(files.filter(({ kind }) => kind === 'appspec-ec2').length).toBeGreaterThan(10)
  })

  it.each(files.filter(({ kind }) => kind === 'appspec-ec2'))('$path is $valid', ({ path, valid }) => {
    const outcome = outcomeOf(path)
    expect(outcome.ok, printed(outcome)).toBe(valid === 'valid')
  })

  // The index does not look at the port; platforms 2.6 wants a number.
  const ofFunctions = files.filter(({ kind }) => kind === 'appspec-ecs' || kind === 'appspec-lambda')
  it.each(ofFunctions)('$path is $valid', ({ path, valid, facts }) => {
    const outcome = outcomeOf(path)
    const isPortNamed = /ContainerPort=\D/.test(facts)
    expect(outcome.ok, printed(outcome)).toBe(valid === 'valid' && !isPortNamed)
  })

  // What does not parse has no kind that could be told.
  const foreign = files.filter(({ kind, valid }) => NAMES[kind] && valid === 'valid')
  const named = foreign.filter(({ path, kind }) => NAMES[kind]?.test(printed(outcomeOf(path))))

  it('calls nearly all files of other tools by their names', () => {
    const missed = foreign.filter((file) => !named.includes(file)).map(({ path }) => path)
    expect(named.length / foreign.length, missed.join('\n')).toBeGreaterThan(0.97)
  })

  it('takes none of them for its own', () => {
    expect(foreign.filter(({ path }) => outcomeOf(path).ok)).toEqual([])
  })
})
