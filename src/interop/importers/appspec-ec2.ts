import { SCRIPTABLE_EVENT_NAMES } from '@sim'
import { entryOf, type MappingNode, type SourceNode, valueAt } from '../document/node'
import type { Findings } from '../findings'
import { checkFileExistsBehavior, checkFiles } from './appspec/files'
import { checkOs, checkVersion } from './appspec/header'
import { readHooks } from './appspec/hooks'
import { checkPermissions } from './appspec/permissions'
import { checkMarkers } from './appspec/template-values'
import { checkTopLevelKeys, TOP_LEVEL_KEYS } from './appspec/top-level'
import type { DocumentImporter, Score } from './importer'
import type { AppspecPiece } from './pieces'

/** Whatever the document holds, a mapping is what an AppSpec is. */
const NO_MAPPING = 'An AppSpec is a mapping with at least "version" and "os".'

/**
 * The AppSpec of an EC2/on-premises deployment. The rules are those of CodeDeploy's agent (its application
 * specification classes) and of the user guide's AppSpec file reference; every breach is told at its place.
 */
export const appspecEc2: DocumentImporter = {
  id: 'appspec-ec2',
  title: 'an EC2 AppSpec file (appspec.yml)',
  reads: 'document',
  recognise: recogniseAppspec,
  read: readAppspec,
}

function recogniseAppspec(root: SourceNode): Score {
  if (root.kind !== 'mapping') return 0
  if (entryOf(root, 'os') || hasScriptableEvent(valueAt(root, 'hooks')) || hasFileEntry(root)) return 0.9
  const keys = new Set(root.entries.map(({ key }) => key.toLowerCase()))
  const knownCount = TOP_LEVEL_KEYS.filter((key) => keys.has(key)).length
  if (knownCount >= 2 || hasScriptableEvent(root)) return 0.7
  return knownCount === 1 ? 0.3 : 0
}

function hasScriptableEvent(node: SourceNode | undefined): boolean {
  const names = SCRIPTABLE_EVENT_NAMES.map((name) => name.toLowerCase())
  return node?.kind === 'mapping' && node.entries.some(({ key }) => names.includes(key.toLowerCase()))
}

function hasFileEntry(root: SourceNode): boolean {
  const files = valueAt(root, 'files')
  return files?.kind === 'sequence' && files.items.some((item) => entryOf(item, 'destination'))
}

function readAppspec(root: SourceNode, findings: Findings): AppspecPiece {
  if (root.kind === 'mapping') return readSections(root, findings)
  findings.error(root.place, NO_MAPPING)
  return { kind: 'appspec', place: root.place, hooks: { value: {}, place: root.place }, silentTimeoutCount: 0 }
}

function readSections(root: MappingNode, findings: Findings): AppspecPiece {
  checkTopLevelKeys(root, findings)
  checkVersion(root, findings)
  const os = checkOs(root, findings)
  checkFiles(root, os, findings)
  checkFileExistsBehavior(root, findings)
  checkPermissions(root, os, findings)
  checkMarkers(root, findings)
  return { kind: 'appspec', place: root.place, ...readHooks(root, os, findings) }
}
