import { entryOf, type SourceNode, textOf, valueAt } from '../document/node'
import type { ForeignKind } from './foreign-kind'

export const PIPELINE_KINDS: readonly ForeignKind[] = [
  { id: 'buildspec', title: 'a buildspec of AWS CodeBuild', recognise: isBuildspec },
  {
    id: 'codepipeline',
    title: 'a pipeline of AWS CodePipeline',
    recognise: (root) => hasStages(valueAt(root, 'pipeline')) || hasStages(root),
  },
  { id: 'argo', title: 'an Argo Rollout', recognise: (root) => isObject(root, 'argoproj.io/') },
  { id: 'flagger', title: 'a Flagger Canary', recognise: (root) => isObject(root, 'flagger.app/') },
  { id: 'k8s', title: 'a Kubernetes manifest', isGeneric: true, recognise: (root) => isObject(root, '') },
  {
    id: 'docker-compose',
    title: 'a Docker Compose file',
    recognise: (root) => valueAt(root, 'services')?.kind === 'mapping',
  },
]

function isBuildspec(root: SourceNode): boolean {
  if (entryOf(root, 'phases') || valueAt(root, 'frontend', 'phases') || valueAt(root, 'backend', 'phases')) return true
  return entryOf(root, 'version') !== undefined && (entryOf(root, 'batch') ?? entryOf(root, 'artifacts')) !== undefined
}

function hasStages(root: SourceNode | undefined): boolean {
  const stages = valueAt(root, 'stages') ?? valueAt(root, 'Stages')
  return (
    stages?.kind === 'sequence' && stages.items.some((stage) => entryOf(stage, 'actions') ?? entryOf(stage, 'Actions'))
  )
}

function isObject(root: SourceNode, apiGroup: string): boolean {
  return textOf(valueAt(root, 'apiVersion'))?.startsWith(apiGroup) === true && entryOf(root, 'kind') !== undefined
}
