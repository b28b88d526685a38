import { planDeployment } from '@sim'
import type { Law } from '../law'

export const plans: Law = {
  name: 'the plan is data: the same for the same scenario, finite, and unharmed by JSON',
  *broken({ plan, scenario }) {
    const text = JSON.stringify(plan)
    if (text !== JSON.stringify(planDeployment(scenario))) yield 'planning again gives another plan'
    if (JSON.stringify(JSON.parse(text)) !== text || !isPlain(plan)) yield 'JSON loses a part of it'
    if ((plan === null) !== (scenario.deployment === null))
      yield 'a plan is there without a deployment, or the other way round'
    const shares = plan?.shifts.map(({ weightNewBasisPoints }) => weightNewBasisPoints) ?? []
    if (shares.some((share, index) => share <= (shares[index - 1] ?? 0)))
      yield `the shares ${shares.join()} do not grow`
    if (shares.length > 0 && shares.at(-1) !== 10_000) yield `the last share is ${shares.at(-1)}`
  },
}

/** Nothing but finite numbers, texts, truth values, null, lists and objects of them. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  return typeof value === 'object' && Object.values(value).every(isPlain)
}
