/** The loopback host: what scripts/start.mjs runs in plain Node, built to out/host/index.mjs. */
export { type LoopbackHost, serveFolder } from './server'
export { start } from './start'
