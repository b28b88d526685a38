import {
  CLOUDWATCH_METRICS,
  DEPLOYMENT_CONFIGURATIONS,
  type DeploymentConfiguration,
  FAULTS,
  METRICS,
  MODEL_CHOICES,
  type ModelChoice,
  SERIES,
  STRATEGIES,
  scenarioJsonSchema,
} from '@sim'
import { bundledScenarios } from './bundled-scenarios'

/** One thing that Fleetshift knows. */
export interface ListEntry {
  /** As scenarios, files and JSON name it. */
  readonly id: string
  readonly label: string
  /** A sentence or two. */
  readonly text: string
  /** What a person types to use it, where that is not the id. */
  readonly typedAs?: string
  /** What else there is to say in `list --json`. */
  readonly facts: Readonly<Record<string, unknown>>
}

export interface ListSection {
  readonly id: string
  readonly title: string
  entries(): readonly ListEntry[]
}

/** What `fleetshift list` prints: one row a registry, nothing written again here. */
export const LISTS: readonly ListSection[] = [
  {
    id: 'strategies',
    title: 'Deployment strategies',
    entries: () =>
      STRATEGIES.map(({ id, label, description, platform, deploymentType, configuredBy }) => ({
        id,
        label: `${label} (${platform}, configured by ${configuredBy})`,
        text: description,
        facts: { platform, deploymentType, configuredBy },
      })),
  },
  {
    id: 'configurations',
    title: 'Deployment configurations',
    entries: () =>
      DEPLOYMENT_CONFIGURATIONS.map((configuration) => ({
        id: configuration.name,
        label: configurationWords(configuration),
        text: configuration.description,
        facts: configurationFacts(configuration),
      })),
  },
  {
    id: 'faults',
    title: 'Faults',
    entries: () =>
      FAULTS.map(({ kind, label, help, platforms }) => ({ id: kind, label, text: help, facts: { platforms } })),
  },
  {
    id: 'series',
    title: 'Measured series, one value a second',
    entries: () => SERIES.map(({ name, label, unit, kind }) => ({ id: name, label, text: '', facts: { unit, kind } })),
  },
  {
    id: 'metrics',
    title: 'Summary metrics',
    entries: () =>
      METRICS.map(({ id, label, unit, definition, source, betterIs }) => ({
        id,
        label,
        text: definition,
        facts: { unit, source, betterIs },
      })),
  },
  {
    id: 'alarm-metrics',
    title: 'CloudWatch metrics that alarms may watch',
    entries: () =>
      CLOUDWATCH_METRICS.map(
        ({ id, namespace, name, unit, expression, statistics, dimensions, platforms, definition, source }) => ({
          id,
          label: `${namespace === '' ? 'metric math' : namespace}, ${unit}, ${statistics.join(' or ')}`,
          text: definition,
          facts: { namespace, name, unit, expression, statistics, dimensions, platforms, source },
        }),
      ),
  },
  {
    id: 'interventions',
    title: 'What a person may do during a run',
    entries: interventionEntries,
  },
  {
    id: 'model',
    title: 'Model choices (MODEL): what AWS does not publish, and what stands in for it',
    entries: () =>
      MODEL_CHOICES.map((choice) => ({
        id: choice.id,
        label: choice.label,
        text: `${choice.rule} ${choice.why} ${settingWords(choice)}`,
        facts: { rule: choice.rule, why: choice.why, settings: choice.settings },
      })),
  },
  {
    id: 'scenarios',
    title: 'Bundled scenarios',
    entries: () =>
      bundledScenarios().map(({ id, path, scenario: { name, presentation } }) => ({
        id,
        label: name,
        text: presentation.story,
        typedAs: path,
        facts: { path, collection: presentation.collection },
      })),
  },
]

function settingWords({ settings }: ModelChoice): string {
  return settings.length === 0 ? 'No setting changes it.' : `Set by ${settings.join(', ')}.`
}

interface KindSchema {
  readonly properties?: { readonly kind?: { readonly const?: string; readonly description?: string } }
}

/** Each kind of act, from the schema of the scenario, which knows them all. */
function interventionEntries(): ListEntry[] {
  const { properties } = scenarioJsonSchema() as {
    properties: { interventions: { items: { anyOf?: KindSchema[]; oneOf?: KindSchema[] } } }
  }
  const { anyOf, oneOf } = properties.interventions.items
  return (oneOf ?? anyOf ?? []).flatMap((schema) => {
    const { const: id, description = '' } = schema.properties?.kind ?? {}
    return id === undefined ? [] : [{ id, label: description, text: '', facts: {} }]
  })
}

/** Minimum healthy hosts of a configuration of EC2, where the user guide gives AllAtOnce a bare 0; else how traffic moves. */
function configurationWords(configuration: DeploymentConfiguration): string {
  if (configuration.computePlatform !== 'Server') {
    return `${configuration.computePlatform}, ${configuration.trafficRoutingConfig.type}`
  }
  const { type, value } = configuration.minimumHealthyHosts
  return value === 0 ? '0' : `${type} ${value}`
}

function configurationFacts(configuration: DeploymentConfiguration): ListEntry['facts'] {
  const { computePlatform } = configuration
  return computePlatform === 'Server'
    ? { computePlatform, minimumHealthyHosts: configuration.minimumHealthyHosts }
    : { computePlatform, trafficRoutingConfig: configuration.trafficRoutingConfig }
}
