import {
  type DeploymentPlan,
  formatScenario,
  LIMITS,
  type ModelChoice,
  modelChoice,
  parseScenario,
  type RunResult,
  type Scenario,
  userDeploymentOf,
} from '@sim'
import type { ReactNode } from 'react'
import { useStore } from '../../state/store'
import { counted, formatCount } from '../../text/format'
import { Arithmetic } from './Arithmetic'
import { HealthArithmetic } from './HealthArithmetic'
import './cannot-run.css'

interface Refusal {
  readonly drawing: ReactNode
  readonly title: string
  readonly text: string
  /** What our model decided where AWS leaves it open. */
  readonly choice?: ModelChoice
  /** The same scenario so that it can begin; null when nothing simple would do. */
  readonly mended: { readonly label: string; readonly scenario: Scenario } | null
}

type RefusalOf = (plan: DeploymentPlan, scenario: Scenario) => Refusal

/** Every error code with which CodeDeploy ends a deployment before it touches an instance. */
const REFUSALS: Readonly<Partial<Record<string, RefusalOf>>> = {
  HEALTH_CONSTRAINTS_INVALID: tooManyRequired,
  OVER_MAX_INSTANCES: tooManyInstances,
  NO_INSTANCES: noInstances,
}

/** A deployment that cannot begin: the arithmetic, and what would let it run. */
export function CannotRunNotice({ result }: { readonly result: RunResult }) {
  const openText = useStore((state) => state.openText)
  const refusalOf = REFUSALS[userDeploymentOf(result)?.errorCode ?? '']
  if (!result.plan || !refusalOf) return null
  const { drawing, title, text, choice, mended } = refusalOf(result.plan, result.scenario)
  return (
    <section className="cannot-run" aria-label="The deployment cannot start">
      {drawing}
      <div>
        <h2 className="cannot-run-title">{title}</h2>
        <p className="cannot-run-text">{text}</p>
        {choice?.matters(result) && (
          <p className="cannot-run-text">
            In this model: {choice.rule} {choice.why}
          </p>
        )}
        {mended && (
          <button
            type="button"
            className="button button-primary"
            onClick={() => openText(`${mended.scenario.name}.json`, formatScenario(mended.scenario))}
          >
            {mended.label}
          </button>
        )}
      </div>
    </section>
  )
}

function tooManyRequired({ targetCount, minimumHealthyCount }: DeploymentPlan, scenario: Scenario): Refusal {
  const count = formatCount(targetCount)
  return {
    drawing: (
      <HealthArithmetic
        targetCount={targetCount}
        requiredCount={minimumHealthyCount}
        outCount={1}
        outLabel="out at a time"
        isFailure={false}
      />
    ),
    title: `${formatCount(minimumHealthyCount)} of ${count} must stay healthy, so none can be updated`,
    text: `The deployment ends with HEALTH_CONSTRAINTS_INVALID and touches nothing. Lower minimum healthy hosts below ${count}, or add instances.`,
    choice: modelChoice('never-deployed'),
    mended: targetCount > 1 ? requiring(scenario, targetCount - 1) : null,
  }
}

function tooManyInstances({ targetCount }: DeploymentPlan, scenario: Scenario): Refusal {
  const quota = LIMITS.targetsPerDeploymentMax
  const [count, allowed] = [formatCount(targetCount), formatCount(quota)]
  return {
    drawing: (
      <Arithmetic
        label={`${count} in the deployment group, ${allowed} allowed`}
        runs={[
          { kind: 'standing', count: quota },
          { kind: 'absent', count: targetCount - quota },
        ]}
        brackets={[
          { tone: 'required', from: 0, to: quota, text: `${allowed} allowed` },
          { tone: 'out', from: 0, to: targetCount, text: `${count} in the deployment group` },
        ]}
      />
    ),
    title: `${count} instances are ${formatCount(targetCount - quota)} more than one deployment may have`,
    text: `The deployment ends with OVER_MAX_INSTANCES and touches nothing. Deploy to ${allowed} instances or fewer.`,
    choice: modelChoice('instance-quota'),
    mended: withInstances(scenario, quota),
  }
}

function noInstances(): Refusal {
  return {
    drawing: (
      <Arithmetic
        label="0 in the deployment group, 1 required"
        runs={[{ kind: 'absent', count: 1 }]}
        brackets={[{ tone: 'required', from: 0, to: 1, text: '0 found, 1 required' }]}
      />
    ),
    title: 'There is no instance to deploy to',
    text: 'The deployment ends with NO_INSTANCES. Give the fleet at least one instance.',
    mended: null,
  }
}

/** The same scenario under a configuration of its own that keeps `requiredCount` hosts healthy. */
function requiring(scenario: Scenario, requiredCount: number): Refusal['mended'] {
  if (!scenario.deployment) return null
  const deploymentConfig = {
    name: `Require${requiredCount}`,
    minimumHealthyHosts: { type: 'HOST_COUNT' as const, value: requiredCount },
    zonalConfig: null,
  }
  return {
    label: `Require ${formatCount(requiredCount)}`,
    scenario: {
      ...scenario,
      name: `${scenario.name}, ${requiredCount} required`,
      deployment: { ...scenario.deployment, deploymentConfig },
    },
  }
}

/** The same scenario with a smaller fleet; null when something in it speaks of an instance that would be gone. */
function withInstances(scenario: Scenario, instanceCount: number): Refusal['mended'] {
  const smaller = {
    ...scenario,
    name: `${scenario.name}, ${counted(instanceCount, 'instance')}`,
    fleet: { ...scenario.fleet, instanceCount },
  }
  const isValid = parseScenario(JSON.parse(formatScenario(smaller))).ok
  return isValid ? { label: `Deploy to ${formatCount(instanceCount)}`, scenario: smaller } : null
}
