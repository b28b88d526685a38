/** Minutes are how CodeDeploy's API names waits and intervals; the simulation counts milliseconds. */
export const MS_PER_MINUTE = 60_000
/** All of the traffic: weights are shares in basis points, hundredths of a percent. */
export const ALL_TRAFFIC = 10_000
