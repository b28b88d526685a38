import { describeNode, quoted, type ScalarNode, type SourceNode } from '../../document/node'
import type { Findings } from '../../findings'

/** Agent, mode_info: one to four octal digits, no symbolic form. */
export function checkMode(node: SourceNode, findings: Findings): void {
  if (node.kind !== 'scalar') {
    findings.error(node.place, `The mode is ${describeNode(node)}; allowed are one to four octal digits, such as 644.`)
    return
  }
  const mode = node.text.trim()
  const wrong = [...mode].find((character) => !/[0-7]/.test(character))
  if (mode.length < 1 || mode.length > 4) {
    findings.error(node.place, `The mode ${quoted(mode)} has ${mode.length} characters; allowed are one to four.`)
  } else if (wrong !== undefined) {
    const message = `The mode ${quoted(mode)} contains ${quoted(wrong)}; allowed are the digits 0 to 7.`
    findings.error(node.place, message, 'Write it in octal digits, such as 644 or 755.')
  } else checkLeadingZero(node, mode, findings)
}

/** The agent's reader is one of YAML 1.1, where an unquoted number with a leading zero is octal: 0644 arrives as 420. */
function checkLeadingZero(node: ScalarNode, mode: string, findings: Findings): void {
  if (node.isQuoted || !/^0[0-7]+$/.test(mode)) return
  const asRead = String(Number.parseInt(mode, 8))
  if (/^0+$/.test(mode) || asRead === mode.replace(/^0+/, '')) return
  const message = `The agent reads the unquoted ${mode} as an octal number and sets the mode ${asRead}.`
  const fix = `Write ${mode.replace(/^0+/, '')}, or "${mode}" in quotation marks.`
  if (/[89]/.test(asRead) || asRead.length > 4) findings.error(node.place, `${message} That is no mode.`, fix)
  else findings.warning(node.place, message, fix)
}
