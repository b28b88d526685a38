/** Goes up whenever a golden digest moves; the changelog says why. */
export const ENGINE_VERSION = '2.0.0'
