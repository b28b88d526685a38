import { formatScenario, modelChoice, type RunResult, type Scenario } from '@sim'
import { useStore } from '../../state/store'
import { formatCount } from '../../text/format'
import { HealthArithmetic } from './HealthArithmetic'
import './cannot-run.css'

/** A deployment that cannot begin because too many hosts must stay healthy: the arithmetic, and what would let it run. */
export function CannotRunNotice({ result }: { readonly result: RunResult }) {
  const openText = useStore((state) => state.openText)
  const { plan, scenario } = result
  if (!plan || result.deployments[0]?.errorCode !== 'HEALTH_CONSTRAINTS_INVALID') return null
  const { targetCount, minimumHealthyCount } = plan
  const neverDeployed = modelChoice('never-deployed')
  const mended = targetCount > 1 ? requiring(scenario, targetCount - 1) : null
  return (
    <section className="cannot-run" aria-label="The deployment cannot start">
      <HealthArithmetic
        targetCount={targetCount}
        requiredCount={minimumHealthyCount}
        outCount={1}
        outLabel="out at a time"
        isFailure={false}
      />
      <div>
        <h2 className="cannot-run-title">
          {formatCount(minimumHealthyCount)} of {formatCount(targetCount)} must stay healthy, so none can be updated
        </h2>
        <p className="cannot-run-text">
          The deployment ends with HEALTH_CONSTRAINTS_INVALID and touches nothing. Lower minimum healthy hosts below{' '}
          {formatCount(targetCount)}, or add instances.
        </p>
        {neverDeployed.matters(result) && (
          <p className="cannot-run-text">
            In this model {neverDeployed.rule} {neverDeployed.why}
          </p>
        )}
        {mended && (
          <button
            type="button"
            className="button button-primary"
            onClick={() => openText(`${mended.name}.json`, formatScenario(mended))}
          >
            Require {formatCount(targetCount - 1)}
          </button>
        )}
      </div>
    </section>
  )
}

/** The same scenario under a configuration of its own that keeps `requiredCount` hosts healthy. */
function requiring(scenario: Scenario, requiredCount: number): Scenario | null {
  if (!scenario.deployment) return null
  const deploymentConfig = {
    name: `Require${requiredCount}`,
    minimumHealthyHosts: { type: 'HOST_COUNT' as const, value: requiredCount },
  }
  return {
    ...scenario,
    name: `${scenario.name}, ${requiredCount} required`,
    deployment: { ...scenario.deployment, deploymentConfig },
  }
}
