import {
  describeNode,
  type Entry,
  entryOf,
  type MappingNode,
  quoted,
  type SourceNode,
  textOf,
} from '../../document/node'
import type { Findings } from '../../findings'
import { didYouMean } from '../fields'
import type { Located } from '../pieces'

/** An entry by its name, upper or lower case: AppSpecs of Lambda and ECS are written in both ways. */
export function sectionOf(node: SourceNode | undefined, name: string): Entry | undefined {
  if (node?.kind !== 'mapping') return undefined
  return node.entries.find(({ key }) => key.toLowerCase() === name.toLowerCase())
}

/** Warns of every key that is none of these names. */
export function tellUnknownSections(node: MappingNode, names: readonly string[], findings: Findings): void {
  for (const { key, keyPlace } of node.entries) {
    if (names.some((name) => name.toLowerCase() === key.toLowerCase())) continue
    const message = `${quoted(key)} is not known here and has no influence; known are ${names.join(', ')}.`
    findings.warning(keyPlace, message, didYouMean(key, names))
  }
}

/** A text that must be there and not be empty. */
export function requiredText(node: MappingNode, name: string, findings: Findings): Located<string> | undefined {
  const entry = sectionOf(node, name)
  if (!entry) {
    findings.error(node.place, `${quoted(name)} is missing; allowed is a text that is not empty.`)
    return undefined
  }
  const value = textOf(entry.value)
  if (value) return { value, place: entry.value.place }
  findings.error(
    entry.value.place,
    `${quoted(name)} is ${describeNode(entry.value)}; allowed is a text that is not empty.`,
  )
  return undefined
}

/** Whether the AppSpec has resources of this type; templates of CloudFormation have them, too. */
export function hasResourceOf(root: SourceNode, type: string): boolean {
  if (entryOf(root, 'AWSTemplateFormatVersion') || entryOf(root, 'Transform')) return false
  const resources = sectionOf(root, 'resources')?.value
  if (!resources || resources.kind === 'scalar') return false
  const isTemplate = resources.kind === 'mapping' && !entryOf(root, 'version')
  const named = resources.kind === 'sequence' ? resources.items : [resources]
  return !isTemplate && named.some((item) => hasType(item, type))
}

function hasType(named: SourceNode, type: string): boolean {
  if (named.kind !== 'mapping') return false
  return named.entries.some(({ value }) => textOf(sectionOf(value, 'type')?.value) === type)
}

/** The properties of the one resource that there must be; undefined with an error in `findings`. */
export function readResource(root: MappingNode, type: string, findings: Findings): Entry | undefined {
  const section = sectionOf(root, 'resources')
  const items = section?.value.kind === 'sequence' ? section.value.items : []
  const named = items.flatMap((item) => (item.kind === 'mapping' ? item.entries : []))
  const [resource] = named
  if (!section || !resource || named.length !== 1) {
    const found = section ? describeNode(section.value) : 'missing'
    const message = `"resources" is ${found}; allowed is a list of exactly one resource of ${type}.`
    findings.error(section?.value.place ?? root.place, message)
    return undefined
  }
  const typeNode = sectionOf(resource.value, 'type')?.value
  if (textOf(typeNode) !== type) {
    const message = `The type is ${typeNode ? describeNode(typeNode) : 'missing'}; allowed is ${type}.`
    findings.error(typeNode?.place ?? resource.keyPlace, message)
  }
  return resource
}

/** The properties of a resource; undefined with an error in `findings`. */
export function propertiesOf({ keyPlace, value }: Entry, findings: Findings): MappingNode | undefined {
  if (value.kind === 'mapping') tellUnknownSections(value, ['Type', 'Properties'], findings)
  const properties = sectionOf(value, 'properties')?.value
  if (properties?.kind === 'mapping') return properties
  const found = properties ? describeNode(properties) : 'missing'
  findings.error(properties?.place ?? keyPlace, `"properties" is ${found}; allowed is a mapping.`)
  return undefined
}
