import type { SourceNode } from '../document/node'

/** A kind of file that people have at hand and that we name instead of misreading it. */
export interface ForeignKind {
  readonly id: string
  /** With its article: "an AWS SAM template". */
  readonly title: string
  /** True for a family that more particular kinds belong to. */
  readonly isGeneric?: true
  /** What to bring instead, when there is something. */
  readonly suggestion?: string
  /** By what the document holds. A kind that is neither YAML nor JSON has `recogniseText` instead. */
  readonly recognise?: (root: SourceNode) => boolean
  readonly recogniseText?: (text: string) => boolean
}
