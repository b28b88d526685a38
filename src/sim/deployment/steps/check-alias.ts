import { aliasVersion } from '../lambda/alias'
import { DONE, NO_FORECAST, type StepRow } from './progress'

/** Lambda: fail at once when the alias does not stand on one version, the one before. */
export interface CheckAliasStep {
  readonly kind: 'check-alias'
}

/** The first step of a deployment of a Lambda function. */
export function checkAlias(): CheckAliasStep {
  return { kind: 'check-alias' }
}

/**
 * What a stopped deployment leaves on two versions has to be cleaned up by hand before the next one (CodeDeploy user
 * guide, troubleshoot AWS Lambda deployments). The version found is the one that the deployment moves away from.
 */
export const checkAliasRow: StepRow<CheckAliasStep> = {
  phaseLabel: () => null,
  forecast: () => NO_FORECAST,
  run: (control, { revision }) => {
    const { functionName, alias } = control.world.scenario.lambda
    const version = aliasVersion(control.world)
    if (version !== null && version !== revision) {
      control.state.groupFleet = version === 'old' ? 'original' : 'replacement'
      return DONE
    }
    const found = version === null ? 'is on two versions' : 'already points to the version to deploy'
    const message = `The deployment cannot start: the alias ${functionName}:${alias} ${found}.`
    return { kind: 'failed', failure: { errorCode: 'INVALID_LAMBDA_CONFIGURATION', message } }
  },
}
