/** Goes up whenever a golden digest moves; the changelog says why. */
export const ENGINE_VERSION = '1.0.0'
