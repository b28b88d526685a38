import type { SourceNode } from '../document/node'
import { COMMAND_LINE_KINDS } from './command-line'
import type { ForeignKind } from './foreign-kind'
import { PIPELINE_KINDS } from './pipelines'
import { TEMPLATE_KINDS } from './templates'

/** THE REGISTRY of what is recognised and not read; the first that fits names the file. */
const FOREIGN_KINDS: readonly ForeignKind[] = [...TEMPLATE_KINDS, ...PIPELINE_KINDS, ...COMMAND_LINE_KINDS]

export function foreignKindOf(root: SourceNode): ForeignKind | undefined {
  return FOREIGN_KINDS.find(({ recognise }) => recognise?.(root))
}

export function foreignKindOfText(text: string): ForeignKind | undefined {
  return FOREIGN_KINDS.find(({ recogniseText }) => recogniseText?.(text))
}
