/** One problem of a document: where (RFC 6901 JSON pointer, '' is the whole) and one sentence for a person. */
export interface Issue {
  readonly pointer: string
  readonly message: string
}

/** An issue while a document is read: everything at or under `doubtful` may not be what the author meant. */
export interface Problem extends Issue {
  readonly doubtful: string
}
