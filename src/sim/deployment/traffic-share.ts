import type { FleetLabel } from '../result/types'
import { ALL_TRAFFIC } from '../scenario/units'
import { divideProvisioned } from './lambda/provisioned-concurrency'
import type { Control } from './state'

/** Which fleet (task set, alias version) serves before a deployment of the group, and which one it brings in. */
export function shareOf({ state }: Control): { readonly outgoing: FleetLabel; readonly incoming: FleetLabel } {
  return state.groupFleet === 'original'
    ? { outgoing: 'original', incoming: 'replacement' }
    : { outgoing: 'replacement', incoming: 'original' }
}

/** Gives the incoming fleet its share of the production traffic, basis points. */
export function setIncomingShare(control: Control, basisPoints: number): void {
  const isReplacement = shareOf(control).incoming === 'replacement'
  control.world.setWeightNew(isReplacement ? basisPoints : ALL_TRAFFIC - basisPoints)
  divideProvisioned(control)
}
