/** Levels of nesting that a document may have; the YAML library recurses, and runs out of stack far above this. */
export const NESTING_DEPTH_MAX = 100

/** Characters of a YAML or JSON document; above it reading takes seconds, and no deployment is written down in so many. */
export const DOCUMENT_CHARS_MAX = 1_000_000

/** Values of one document once its aliases are written out: enough for any template, too few for a bomb. */
export const DOCUMENT_NODES_MAX = 100_000
