import {
  type DeploymentRecord,
  deploymentStatusAt,
  isOfGroup,
  isShiftedByWeights,
  isToInstances,
  type RunResult,
  STATUS_WORDS,
} from '@sim'
import { DeploymentChip } from '../header/DeploymentChip'
import { deploymentAppearance } from '../header/deployment-state'
import { player } from '../playback/player'
import { HealthArithmetic } from '../shell/states/HealthArithmetic'
import type { PlayheadView } from '../state/frame'
import { useStore } from '../state/store'
import { formatClock, formatCount } from '../text/format'
import { ConfigurationFacts } from './ConfigurationFacts'
import { Fact } from './Fact'
import { HookWaterfall } from './HookWaterfall'
import { hookRows, serviceTargetOf } from './hook-rows'
import { InstanceDeployments } from './InstanceDeployments'
import { MetricsList } from './MetricsList'
import { ModelChoices } from './ModelChoices'
import { PhaseList } from './PhaseList'
import { ScalingFacts } from './ScalingFacts'
import { SeedField } from './SeedField'
import { StepTable } from './StepTable'
import { TARGET_STATUSES } from './target-statuses'

/** The deployments of the run, what the configuration allows, and the figures of the whole run. */
export function DeploymentPanel({ view }: { readonly view: PlayheadView }) {
  const { result, tMs } = view
  const isFutureHidden = useStore((state) => state.future === 'hidden')
  return (
    <>
      {result.deployments.map(
        (deployment, index) =>
          isOfGroup(deployment) &&
          !(isFutureHidden && tMs < deployment.createdAtMs) && (
            <DeploymentCard
              key={deployment.id}
              view={view}
              deployment={deployment}
              index={index}
              isFutureHidden={isFutureHidden}
            />
          ),
      )}
      {result.deployments.length === 0 && <NotYetDeployed result={result} />}
      <ScalingFacts view={view} />
      <InstanceDeployments view={view} isFutureHidden={isFutureHidden} />
      <ConfigurationFacts result={result} />
      <section className="inspector-section" aria-label="Whole run">
        <h3 className="inspector-heading">Whole run</h3>
        {isFutureHidden && tMs < result.endedAtMs ? (
          <p className="inspector-quiet">Hidden with the future until the run has ended.</p>
        ) : (
          <MetricsList result={result} />
        )}
      </section>
      <ModelChoices view={view} isFutureHidden={isFutureHidden} />
      <RunIdentityFacts result={result} />
    </>
  )
}

function NotYetDeployed({ result }: { readonly result: RunResult }) {
  const words = result.plan ? 'The run ends before the deployment is created.' : 'This run has no deployment.'
  return <p className="inspector-quiet">{words}</p>
}

interface DeploymentCardProps {
  readonly view: PlayheadView
  readonly deployment: DeploymentRecord
  readonly index: number
  readonly isFutureHidden: boolean
}

function DeploymentCard({ view, deployment, index, isFutureHidden }: DeploymentCardProps) {
  const { result, tMs, frame } = view
  const status = deploymentStatusAt(result, index, tMs)
  const { label, tone, glyph } = deploymentAppearance(deployment.creator, status)
  const isToCome = tMs < deployment.createdAtMs
  const hasEnded = deployment.endedAtMs !== null && tMs >= deployment.endedAtMs
  const overview = frame.deployment?.index === index ? frame.deployment.overview : null
  const service = serviceTargetOf(deployment)
  return (
    <section
      className={isToCome ? 'inspector-section deployment-card-to-come' : 'inspector-section'}
      aria-label={`Deployment ${deployment.id}`}
    >
      <header className="inspector-heading-row">
        <h3 className="inspector-heading mono">{deployment.id}</h3>
        {isToCome ? (
          <span className="inspector-heading-note mono">at {formatClock(deployment.createdAtMs)}</span>
        ) : (
          <DeploymentChip label={label} tone={tone} glyph={glyph} />
        )}
      </header>
      <dl className="facts">
        <Fact label="Creator">{deployment.creator}</Fact>
        <Fact label="Revision">{result.scenario.revisions[deployment.revision].name}</Fact>
        <Fact label="Created">
          <TimeLink tMs={deployment.createdAtMs} />
        </Fact>
        {deployment.endedAtMs !== null && hasEnded && (
          <Fact label="Ended">
            <TimeLink tMs={deployment.endedAtMs} />
          </Fact>
        )}
        {hasEnded && deployment.errorCode && (
          <Fact label="Error code">
            <span className="mono">{deployment.errorCode}</span>
          </Fact>
        )}
        <LinkedDeployment
          result={result}
          label="Rolled back by"
          id={hasEnded ? deployment.rollbackDeploymentId : null}
        />
        <LinkedDeployment result={result} label="Rolls back" id={deployment.rollbackTriggeringDeploymentId} />
      </dl>
      {hasEnded && deployment.message && <p className="inspector-quiet">{deployment.message}</p>}
      {hasEnded && !deployment.rollbackDeploymentId && !deployment.rollbackTriggeringDeploymentId && (
        <p className="inspector-quiet">{deployment.rollbackMessage}</p>
      )}
      {overview && isToInstances(deployment) && <TargetCounts overview={overview} />}
      {!isToCome && <PhaseList deployment={deployment} tMs={tMs} isFutureHidden={isFutureHidden} />}
      {!isToCome && service && (
        <HookWaterfall result={result} rows={hookRows(result, deployment, service, tMs)} isService />
      )}
      {!isToCome && isShiftedByWeights(result) && deployment.creator === 'user' && (
        <StepTable view={view} deployment={deployment} />
      )}
      {hasEnded && deployment.errorCode === 'HEALTH_CONSTRAINTS' && <FailureArithmetic deployment={deployment} />}
    </section>
  )
}

function TargetCounts({ overview }: { readonly overview: Readonly<Record<(typeof TARGET_STATUSES)[number], number>> }) {
  return (
    <ul className="target-counts">
      {TARGET_STATUSES.map((status) => (
        <li key={status} className={`target-count target-count-${overview[status] > 0 ? status : 'none'}`}>
          <span className="target-count-number">{formatCount(overview[status])}</span>{' '}
          {STATUS_WORDS[status].toLowerCase()}
        </li>
      ))}
    </ul>
  )
}

/** Why no further host may be taken out: those that failed, and those that must stay. */
function FailureArithmetic({ deployment }: { readonly deployment: DeploymentRecord }) {
  const failedCount = deployment.targets.filter(({ status }) => status === 'Failed').length
  return (
    <HealthArithmetic
      targetCount={deployment.targets.length}
      requiredCount={deployment.minimumHealthyCount}
      outCount={failedCount}
      outLabel="failed"
      isFailure
    />
  )
}

function LinkedDeployment(props: { readonly result: RunResult; readonly label: string; readonly id: string | null }) {
  const linked = props.result.deployments.find(({ id }) => id === props.id)
  if (!linked) return null
  return (
    <Fact label={props.label}>
      <button type="button" className="inspector-link mono" onClick={() => player.seek(linked.createdAtMs)}>
        {linked.id}
      </button>
    </Fact>
  )
}

function RunIdentityFacts({ result }: { readonly result: RunResult }) {
  const { identity } = result
  return (
    <section className="inspector-section" aria-label="Identity of the run">
      <h3 className="inspector-heading">Identity of the run</h3>
      <SeedField key={identity.seed} seed={identity.seed} />
      <dl className="facts facts-selectable">
        <Fact label="Scenario">
          <span className="mono">{identity.scenarioDigest}</span>
        </Fact>
        <Fact label="Run">
          <span className="mono">{identity.digest}</span>
        </Fact>
        <Fact label="Engine">
          <span className="mono">{identity.engineVersion}</span>
        </Fact>
      </dl>
      <Remarks />
    </section>
  )
}

/** What is worth knowing about the files, and what had to be assumed because they do not say it. */
function Remarks() {
  const remarks = useStore((state) => state.shown?.remarks)
  if (!remarks || remarks.length === 0) return null
  return (
    <details className="remarks">
      <summary>Remarks on the files ({remarks.length})</summary>
      <ul>
        {remarks.map(({ file, line, pointer, message }) => (
          <li key={`${file}:${line}:${pointer}:${message}`}>{message}</li>
        ))}
      </ul>
    </details>
  )
}

function TimeLink({ tMs }: { readonly tMs: number }) {
  return (
    <button type="button" className="inspector-link mono" onClick={() => player.seek(tMs)}>
      {formatClock(tMs)}
    </button>
  )
}
