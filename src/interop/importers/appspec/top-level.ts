import { nearestName, SCRIPTABLE_EVENT_NAMES } from '@sim'
import { type MappingNode, quoted } from '../../document/node'
import type { Findings } from '../../findings'

/** The sections of an EC2 AppSpec (CodeDeploy user guide, AppSpec file structure). */
export const TOP_LEVEL_KEYS: readonly string[] = [
  'version',
  'os',
  'files',
  'file_exists_behavior',
  'permissions',
  'hooks',
]

/** The agent reads the sections it knows and says nothing about the others; so we do. */
export function checkTopLevelKeys(root: MappingNode, findings: Findings): void {
  for (const { key, keyPlace } of root.entries) {
    if (TOP_LEVEL_KEYS.includes(key)) continue
    const event = nearestName(key, SCRIPTABLE_EVENT_NAMES)
    const section = nearestName(key, TOP_LEVEL_KEYS)
    if (event !== null) {
      findings.warning(
        keyPlace,
        `${quoted(key)} is at the top level, where the agent ignores it: its scripts never run. Did you mean it under "hooks"?`,
        `Indent ${quoted(event)} and everything below it under "hooks:".`,
      )
    } else if (section !== null) {
      findings.warning(
        keyPlace,
        `The agent ignores the unknown section ${quoted(key)}.`,
        `Did you mean ${quoted(section)}?`,
      )
    } else {
      const allowed = TOP_LEVEL_KEYS.join(', ')
      findings.warning(keyPlace, `The agent ignores the unknown section ${quoted(key)}; the sections are ${allowed}.`)
    }
  }
}
