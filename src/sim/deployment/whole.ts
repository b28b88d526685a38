/** All of the traffic, in basis points. */
export const WHOLE = 10_000
