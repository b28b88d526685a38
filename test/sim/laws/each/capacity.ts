import type { Law } from '../law'

export const capacity: Law = {
  name: 'desired capacity never leaves the limits of the group',
  *broken({ autoScaling }) {
    if (autoScaling === null) return
    const { desiredCapacity, minSize, maxSize } = autoScaling
    for (const { atMs, value } of desiredCapacity)
      if (value < minSize || value > maxSize)
        yield `${value} is desired at ${atMs} ms, allowed are ${minSize} to ${maxSize}`
  },
}
