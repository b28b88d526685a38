import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { untilWords, windowFields } from './window'

export const zoneOutageSchema = z.strictObject({
  kind: z.literal('zone-outage').describe('an Availability Zone is down with every instance in it'),
  zone: z.string().min(1).max(40).describe('its name, one of fleet.zones'),
  ...windowFields,
})
type ZoneOutage = z.infer<typeof zoneOutageSchema>

export const zoneOutage: FaultDefinition = {
  kind: 'zone-outage',
  label: 'Availability Zone outage',
  help:
    'Every instance of one Availability Zone is down, also those that are launched there meanwhile. When it is over ' +
    'they come back with the applications that they had.',
  icon: 'cloud-off',
  platforms: ['Server', 'ECS'],
  check: ({ zone }: ZoneOutage, { fleet }) => {
    if (fleet.zones.includes(zone)) return []
    const message = `The fleet has no Availability Zone ${zone}; it has ${fleet.zones.join(', ')}.`
    return [{ field: 'zone', message }]
  },
  describe: ({ zone }: ZoneOutage) => `Availability Zone ${zone} is down`,
  sceneLabel: (fault: ZoneOutage) => ({ title: `${fault.zone} down`, detail: untilWords(fault) }),
  isToldByStrikes: false,
  effects: { takesDown: () => true },
}
