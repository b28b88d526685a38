import type { Control } from '../deployment/state'
import type { ScalingAct } from '../engine/world'
import type { TargetHealth } from '../result/types'

/** Puts the first timers of the scaling into the queue. */
export function startScaling(_control: Control): void {}

/** A timer of the scaling is due. */
export function handleScaling(_control: Control, _act: ScalingAct, _instanceIndex: number | null): void {}

/** The load balancer reports an instance: what Auto Scaling makes of it. */
export function targetHealthOfInstance(_control: Control, _instanceIndex: number, _health: TargetHealth): void {}
