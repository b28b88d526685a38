/** A round figure of ours for one instance or task, no price of AWS: multiply by your own. */
export const USD_PER_INSTANCE_HOUR = 0.1
