import { entryOf, type SourceNode, textOf, valueAt } from '../document/node'
import type { ForeignKind } from './foreign-kind'

export const APPSPEC_KINDS: readonly ForeignKind[] = [
  {
    id: 'appspec-ecs',
    title: 'an AppSpec file of Amazon ECS',
    recognise: (root) => isAppspecOf(root, 'AWS::ECS::Service'),
  },
  {
    id: 'appspec-lambda',
    title: 'an AppSpec file of AWS Lambda',
    recognise: (root) => isAppspecOf(root, 'AWS::Lambda::Function'),
  },
]

/** An AppSpec's resources are a list of one-key mappings, or a mapping without the marks of a template. */
function isAppspecOf(root: SourceNode, type: string): boolean {
  if (entryOf(root, 'AWSTemplateFormatVersion') || entryOf(root, 'Transform')) return false
  const resources = valueAt(root, 'Resources') ?? valueAt(root, 'resources')
  if (!resources || resources.kind === 'scalar') return false
  const isTemplate = resources.kind === 'mapping' && !entryOf(root, 'version')
  const named = resources.kind === 'sequence' ? resources.items : [resources]
  return !isTemplate && named.some((item) => hasType(item, type))
}

function hasType(named: SourceNode, type: string): boolean {
  return named.kind === 'mapping' && named.entries.some(({ value }) => textOf(valueAt(value, 'Type')) === type)
}
