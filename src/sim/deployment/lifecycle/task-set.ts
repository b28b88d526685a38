import type { Ms } from '../../result/types'
import type { Control, EventPlace } from '../state'
import type { Located } from './place'

/** How long a replacement task set takes until it is steady, as far as can be told beforehand. */
export function expectedTaskSetMs(_control: Control, _located: Located): Ms {
  throw new Error('under construction')
}

/** Creates the replacement task set and waits until it is steady. */
export function beginTaskSet(_control: Control, _place: EventPlace, _located: Located): void {
  throw new Error('under construction')
}
