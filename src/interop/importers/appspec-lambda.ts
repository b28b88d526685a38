import { quoted, type SourceNode } from '../document/node'
import type { Findings } from '../findings'
import { checkVersion } from './appspec/header'
import { readHookFunctions } from './appspec-functions/hook-functions'
import {
  hasResourceOf,
  propertiesOf,
  readResource,
  requiredText,
  tellUnknownSections,
} from './appspec-functions/sections'
import type { DocumentImporter } from './importer'
import type { LambdaAppspecPiece, Located } from './pieces'

const TYPE = 'AWS::Lambda::Function'

/** The AppSpec of a Lambda deployment (CodeDeploy user guide, AppSpec file structure for Lambda). */
export const appspecLambda: DocumentImporter = {
  id: 'appspec-lambda',
  title: 'a Lambda AppSpec file (appspec.yaml)',
  reads: 'document',
  recognise: (root) => (hasResourceOf(root, TYPE) ? 1 : 0),
  read: readAppspec,
}

function readAppspec(root: SourceNode, findings: Findings): LambdaAppspecPiece {
  const piece = { kind: 'appspec-lambda', place: root.place, hookFunctions: { value: {}, place: root.place } } as const
  if (root.kind !== 'mapping') return piece
  tellUnknownSections(root, ['version', 'resources', 'hooks'], findings)
  checkVersion(root, findings, 'CodeDeploy')
  const hookFunctions = readHookFunctions(root, 'Lambda', findings)
  const resource = readResource(root, TYPE, findings)
  const properties = resource && propertiesOf(resource, findings)
  if (!properties) return { ...piece, hookFunctions }
  tellUnknownSections(properties, ['Name', 'Alias', 'CurrentVersion', 'TargetVersion'], findings)
  const functionName = requiredText(properties, 'Name', findings)
  const alias = requiredText(properties, 'Alias', findings)
  const currentVersion = checkNumber(requiredText(properties, 'CurrentVersion', findings), findings)
  const targetVersion = checkNumber(requiredText(properties, 'TargetVersion', findings), findings)
  if (targetVersion && currentVersion?.value === targetVersion.value) {
    const message = `The target version is ${targetVersion.value}, as the current one: Fleetshift simulates a move between two versions.`
    findings.error(targetVersion.place, message)
  }
  return {
    ...piece,
    hookFunctions,
    ...(functionName ? { functionName } : {}),
    ...(alias ? { alias } : {}),
    ...(currentVersion ? { currentVersion } : {}),
    ...(targetVersion ? { targetVersion } : {}),
  }
}

function checkNumber(version: Located<string> | undefined, findings: Findings): Located<string> | undefined {
  if (!version || /^[1-9]\d*$/.test(version.value)) return version
  const message = `The version is ${quoted(version.value)}; allowed are whole numbers from 1.`
  findings.error(version.place, message, 'Publish a version: an alias has weights between numbered versions only.')
  return undefined
}
