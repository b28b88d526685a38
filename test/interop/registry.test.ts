import { importFiles } from '@interop'
import { describe, expect, it } from 'vitest'
import { fixture, importText, printed } from './support'

/** One made-up file for each importer of the registry. */
const FIXTURES: Readonly<Record<string, string>> = {
  'an EC2 AppSpec file (appspec.yml)': 'appspec.yml',
  'a Lambda AppSpec file (appspec.yaml)': 'appspec-lambda.yaml',
  'an ECS AppSpec file (appspec.yaml)': 'appspec-ecs.yaml',
  'the output of aws deploy get-deployment-group': 'deployment-group.json',
  'the output of aws deploy get-deployment-config': 'deployment-config.json',
  'the output of aws deploy get-deployment': 'deployment.json',
  'a CSV of the offered load (time, rps)': 'load.csv',
}

/** The titles of the registry, as the sentence about an unknown file lists them. */
function titles(): string[] {
  const [, list = ''] = /Fleetshift reads (.*) so far\./.exec(printed(importText('colour: red\n'))) ?? []
  return list.split(/, and |, (?=an? |the )/)
}

describe('the registry of importers', () => {
  it('is complete: each has a file here, each file an importer', () => {
    expect(titles().toSorted()).toEqual(Object.keys(FIXTURES).toSorted())
  })

  it.each(Object.entries(FIXTURES))('%s is recognised by content, never by name', (_title, name) => {
    const asNamed = importFiles([fixture(name)])
    for (const other of ['appspec.yml', 'load.csv', 'x', 'deployment.json']) {
      const renamed = importFiles([{ ...fixture(name), name: other }])
      expect(renamed.findings.map(({ message }) => message)).toEqual(asNamed.findings.map(({ message }) => message))
      expect(renamed.ok).toBe(asNamed.ok)
    }
  })
})
