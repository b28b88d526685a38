/** Said of what does not keep an AppSpec from being accepted; permissions are not simulated, so the run cannot show it. */
export const FAILS_ON_THE_INSTANCE =
  'The scenario is written all the same, but the real deployment would fail on every instance.'
