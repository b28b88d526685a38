import type { Control } from '../state'

/** Puts the timers of the Lambda function into the queue; none on other platforms. */
export function startLambda(_control: Control): void {}

/** A timer of the Lambda function is due. */
export function handleLambda(_control: Control, _act: 'reclaim' | 'provisioned', _provisionNumber: number): void {}
