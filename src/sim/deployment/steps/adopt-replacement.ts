import { adoptCopy } from '../../auto-scaling/copy-group'
import { DONE, NO_FORECAST, type StepRow } from './progress'

/** The copied Auto Scaling group becomes the one of the deployment group (OBSERVED in CloudTrail). */
export interface AdoptReplacementStep {
  readonly kind: 'adopt-replacement'
}

export function adoptReplacement(): AdoptReplacementStep {
  return { kind: 'adopt-replacement' }
}

export const adoptReplacementRow: StepRow<AdoptReplacementStep> = {
  phaseLabel: () => null,
  forecast: () => NO_FORECAST,
  run: (control, deployment) => {
    adoptCopy(control, deployment)
    return DONE
  },
}
