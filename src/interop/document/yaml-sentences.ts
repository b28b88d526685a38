import type { ErrorCode } from 'yaml'

/** Message and, where there is one, suggestion. */
type Sentence = readonly [message: string, suggestion?: string]

/** The sentence for a person about a syntax error of the YAML library, `offset` being where it stopped. */
export function syntaxSentence(code: ErrorCode, message: string, text: string, offset: number): Sentence {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1).split(/\r?\n/, 1)[0] ?? ''
  if (code === 'TAB_AS_INDENT' || /^ *\t/.test(line)) {
    return ['A tab indents this line; YAML indents with spaces only.', 'Replace the tab with spaces.']
  }
  if (/^\s*[{[]/.test(text) && text[offset] === '{' && code === 'UNEXPECTED_TOKEN') {
    return ['A second JSON document starts here.', 'Save each output of the AWS CLI in a file of its own.']
  }
  if (/: \S.*: \S/.test(line) && code !== 'MISSING_CHAR') {
    return ['Several keys stand on one line, so this is not YAML.', 'Write each key on a line of its own.']
  }
  return SENTENCES[code] ?? [`This is neither YAML nor JSON from here on (${lowerFirst(message)}).`]
}

const SENTENCES: Partial<Record<ErrorCode, Sentence>> = {
  BAD_DQ_ESCAPE: [
    'A backslash inside double quotes starts an escape sequence, and this one does not exist.',
    "Write the path in single quotes, such as 'c:\\temp'.",
  ],
  BAD_SCALAR_START: [
    'An unquoted value may not start with this character.',
    'Put the value in quotation marks, or render the template if it is one.',
  ],
  BAD_INDENT: ['The indentation of this line fits none of the lines above.', 'Align it with its neighbours.'],
  MULTILINE_IMPLICIT_KEY: [
    'This line is no `key: value`, nor a part of the line above.',
    'Write a colon and a space after the key, and align it with its neighbours.',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'A second key starts inside a value here.',
    'Align the key with its neighbours, or put the value in quotation marks.',
  ],
  RESOURCE_EXHAUSTION: ['The document nests too deep to be read.'],
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1)
}
