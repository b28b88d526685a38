/** Goes up whenever a golden digest moves; the changelog says why. */
export const ENGINE_VERSION = '0.1.0'
