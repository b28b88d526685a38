import { isShiftedByWeights, type RunResult, shiftPlanWords, type WavePhase } from '@sim'
import { Fragment } from 'react'
import { plannedWaves } from '../library/planned-waves'
import { formatCount, formatDuration } from '../text/format'
import { Fact } from './Fact'
import { minimumHealthyWords } from './minimum-healthy'
import { waveWords } from './wave-words'

type Settings = NonNullable<RunResult['scenario']['deployment']>

/** What the deployment group is set to: what its strategy and platform look at, and nothing else. */
export function ConfigurationFacts({ result }: { readonly result: RunResult }) {
  const { deployment } = result.scenario
  if (!deployment || !result.plan) return null
  return (
    <section className="inspector-section" aria-label="Deployment group">
      <h3 className="inspector-heading">
        {deployment.applicationName} / {deployment.deploymentGroupName}
      </h3>
      <dl className="facts">
        <Fact label="Configuration">
          <ConfigName name={result.plan.deploymentConfigName} />
        </Fact>
        <RateFacts result={result} />
        <PlatformFacts result={result} deployment={deployment} />
        <Fact label="Automatic rollback">
          {deployment.autoRollback.enabled ? breakable(deployment.autoRollback.events.join(', '), /(?<=_)/) : 'off'}
        </Fact>
      </dl>
      {deployment.strategy === 'weighted-target-groups' && (
        <p className="inspector-quiet">
          CodeDeploy does not move weights on EC2: this stands for a pipeline that changes the weights of two target
          groups.
        </p>
      )}
    </section>
  )
}

const WAVE_LABELS: Readonly<Record<WavePhase, string>> = {
  update: 'Waves planned',
  install: 'Install waves',
  reroute: 'Reroute waves',
  block: 'Leave at once',
}

/** How fast it goes: by hosts that stay healthy, or by the weight of the new revision. */
function RateFacts({ result }: { readonly result: RunResult }) {
  if (!result.plan) return null
  if (isShiftedByWeights(result)) return <Fact label="Traffic">{shiftPlanWords(result)}</Fact>
  return (
    <>
      <Fact label="Minimum healthy hosts">{minimumHealthyWords(result)}</Fact>
      {plannedWaves(result.plan).map(({ phase, sizes }) => (
        <Fact key={phase} label={WAVE_LABELS[phase]}>
          {waveWords(sizes)}
        </Fact>
      ))}
      {result.plan.waveSizes.length === 0 && <Fact label={WAVE_LABELS.update}>{waveWords([])}</Fact>}
    </>
  )
}

interface PlatformFactsProps {
  readonly result: RunResult
  readonly deployment: Settings
}

function PlatformFacts({ result, deployment }: PlatformFactsProps) {
  const { strategy, blueGreen, trafficControl } = deployment
  const { loadBalancer, lambda, ecs } = result.scenario
  const delay = <Fact label="Deregistration delay">{formatCount(loadBalancer.deregistrationDelayMs / 1_000)} s</Fact>
  switch (strategy) {
    case 'in-place':
      return (
        <>
          <Fact label="Traffic control">{trafficControl ? 'with load balancer' : 'without load balancer'}</Fact>
          {trafficControl && delay}
        </>
      )
    case 'lambda-alias':
      return (
        <>
          <Fact label="Function">{lambda.functionName}</Fact>
          <Fact label="Alias">{lambda.alias}</Fact>
          <Fact label="Reserved concurrency">{lambda.reservedConcurrency ?? 'none'}</Fact>
          <Fact label="Provisioned concurrency">{lambda.provisionedConcurrency || 'none'}</Fact>
        </>
      )
    case 'ecs-blue-green':
      return (
        <>
          <Fact label="Service">{ecs.serviceName}</Fact>
          <Fact label="Test listener">{ecs.testListener ? 'yes' : 'no'}</Fact>
          <TerminationFact blueGreen={blueGreen} />
        </>
      )
    default:
      return (
        <>
          <Fact label="Replacement">{breakable(blueGreen.greenFleetProvisioning, /(?<=_)/)}</Fact>
          <Fact label="When ready">{blueGreen.actionOnTimeout}</Fact>
          <TerminationFact blueGreen={blueGreen} />
          {delay}
        </>
      )
  }
}

function TerminationFact({ blueGreen }: Pick<Settings, 'blueGreen'>) {
  const { terminateBlueInstances, terminationWaitTimeInMinutes } = blueGreen
  const words =
    terminateBlueInstances === 'TERMINATE'
      ? `TERMINATE after ${formatDuration(terminationWaitTimeInMinutes * 60_000)}`
      : terminateBlueInstances
  return <Fact label="Original fleet">{words}</Fact>
}

/** May break after the dot of `CodeDeployDefault.HalfAtATime`, where a long name needs it before a word or number of it. */
function ConfigName({ name }: { readonly name: string }) {
  return breakable(name, /(?<=\.)|(?<=[a-z])(?=\d)|(?<=Percent)/)
}

/** An API name that may break where words of it begin, and nowhere else. */
function breakable(name: string, at: RegExp) {
  return name.split(at).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a name never change places.
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
