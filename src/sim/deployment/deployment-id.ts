import type { World } from '../engine/world'

const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const CHARACTER_COUNT = 9

/** A new id as CodeDeploy makes them, `d-` and nine characters, from a stream of its own. */
export function drawDeploymentId(world: World): string {
  const characters = Array.from({ length: CHARACTER_COUNT }, () =>
    CHARACTERS.charAt(world.drawInteger('deploymentIds', CHARACTERS.length)),
  )
  return `d-${characters.join('')}`
}
