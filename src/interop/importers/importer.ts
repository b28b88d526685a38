import type { SourceNode } from '../document/node'
import type { Findings } from '../findings'
import type { Piece } from './pieces'

/** How sure an importer is that a file is its own: 0 is no, 1 is beyond doubt. */
export type Score = number

interface ImporterNames {
  readonly id: string
  /** With its article, for sentences: "an EC2 AppSpec file". */
  readonly title: string
}

/** Reads one kind of YAML or JSON document. */
export interface DocumentImporter extends ImporterNames {
  readonly reads: 'document'
  readonly recognise: (root: SourceNode) => Score
  /** What the document says, with everything that is wrong with it in `findings`. */
  readonly read: (root: SourceNode, findings: Findings) => Piece
}

/** Reads one kind of file that is neither YAML nor JSON. */
export interface TextImporter extends ImporterNames {
  readonly reads: 'text'
  readonly recognise: (text: string) => Score
  readonly read: (file: string, text: string, findings: Findings) => Piece
}

export type Importer = DocumentImporter | TextImporter
