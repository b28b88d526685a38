import type { ScenarioInput } from '@sim'
import { quoted } from '../document/node'
import type { Findings } from '../findings'
import { isPredefinedConfig } from '../importers/codedeploy/config-name'
import type { DeploymentConfigPiece, Located } from '../importers/pieces'
import type { Chosen } from './choose'

type Config = NonNullable<NonNullable<ScenarioInput['deployment']>['deploymentConfig']>

/** The deployment configuration that the deployment, else its group, names; with neither of them the one that is there. */
export function chooseConfig({ deployment, group, configs }: Chosen, findings: Findings): Located<Config> | undefined {
  const named = deployment?.deploymentConfigName ?? group?.deploymentConfigName
  const [onlyConfig, another] = configs
  if (!named && another) {
    const message = 'This is one of several deployment configurations, and no deployment group says which one counts.'
    findings.error(another.place, message, 'Add what `aws deploy get-deployment-group` prints.')
    return undefined
  }
  const config = named ? configs.find(({ name }) => name.value === named.value) : onlyConfig
  for (const other of configs) if (named && other !== config) tellUnused(other, named.value, findings)
  if (config) return configOf(config)
  if (!named) return undefined
  if (isPredefinedConfig(named.value)) return { value: named.value, place: named.place }
  tellMissing(named, findings)
  return undefined
}

function configOf({ name, rules }: DeploymentConfigPiece): Located<Config> | undefined {
  if (isPredefinedConfig(name.value)) return { value: name.value, place: name.place }
  return rules ? { value: { name: name.value, ...rules.value }, place: name.place } : undefined
}

function tellMissing(named: Located<string>, findings: Findings): void {
  const message = `${quoted(named.value)} is a custom deployment configuration; what it says of healthy hosts or traffic is not in this file.`
  const command = `aws deploy get-deployment-config --deployment-config-name ${named.value}`
  findings.error(named.place, message, `Add what \`${command}\` prints.`)
}

function tellUnused({ name }: DeploymentConfigPiece, used: string, findings: Findings): void {
  findings.warning(name.place, `${quoted(name.value)} is not used: the deployment goes by ${quoted(used)}.`)
}
