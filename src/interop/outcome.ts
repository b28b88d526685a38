import type { Load, Scenario } from '@sim'

/** A file as it was picked: what it is called matters only for the sentences about it. */
export interface SourceFile {
  readonly name: string
  readonly text: string
}

/** Where something was read; line and column count from 1, columns in UTF-16 units. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

export type Severity = 'error' | 'warning' | 'note'

/**
 * One thing to say about a file. An error leaves no scenario; a warning says that what happens differs from what the
 * file seems to ask for; a note says what was read and has no influence. Without a place in a file (an option, the
 * files together) `file` is '' and line and column are 0.
 */
export interface Finding extends Place {
  readonly severity: Severity
  /** One or two sentences: what was found and what is allowed. */
  readonly message: string
  /** What to write instead, as an imperative sentence. */
  readonly suggestion?: string
  /** For a scenario file: RFC 6901 pointer to the value; '' is the whole. */
  readonly pointer?: string
}

/** A value that no file gave. */
export interface Assumption {
  /** JSON pointer into the scenario, * standing for every key or index; it speaks for everything below it. */
  readonly pointer: string
  /** What it is, in words: "instances in the fleet". */
  readonly what: string
  /** The value in words, with its unit. */
  readonly value: string
  /** Why this value, and how to set another one. */
  readonly why: string
}

/** What the person who imports may say beside the files; everything else is read or assumed. */
export interface ImportOptions {
  readonly name?: string | undefined
  /** Instances of the fleet; wins over the counts of a `get-deployment`. */
  readonly instanceCount?: number | undefined
  /** Constant offered load in requests per second. */
  readonly rps?: number | undefined
  /** Availability Zones by name, such as us-east-1a. */
  readonly zones?: readonly string[] | undefined
  /** An offered load, for example a series read by `readLoadCsv`; wins over `rps` and over a series among the files. */
  readonly load?: Load | undefined
  /** Whole number from 0 to 2^32-1. */
  readonly seed?: number | undefined
  /** Which of the files, counted from 0, is the AppSpec of the revision that runs now. */
  readonly oldAppspecFileIndex?: number | undefined
}

/** One scenario, or every reason why there is none. */
export type ImportOutcome =
  | {
      readonly ok: true
      readonly scenario: Scenario
      readonly assumptions: readonly Assumption[]
      readonly findings: readonly Finding[]
    }
  | {
      readonly ok: false
      readonly scenario: null
      readonly assumptions: readonly []
      readonly findings: readonly Finding[]
    }
