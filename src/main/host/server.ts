import { createReadStream } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { findFile } from '../serve/find-file'
import { SECURITY_HEADERS } from '../serve/headers'

/** A folder that is being served. */
export interface LoopbackHost {
  /** The address, with a `/` at its end. */
  readonly url: string
  /** Ends every connection and frees the port. */
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'

/**
 * Serves the files of one folder to this machine only. GET and HEAD; 404 for everything outside the folder; a request
 * whose Host header is not this server's own is refused with 421, so that no web page can reach it by renaming itself
 * to 127.0.0.1.
 * @param port 0 takes a free one
 * @throws when the folder does not exist or the port is taken
 */
export async function serveFolder(folder: string, port = 0): Promise<LoopbackHost> {
  const root = await realpath(folder)
  let ownNames: ReadonlySet<string> = new Set()
  const server = createServer((request, response) => {
    answer(root, ownNames, request, response).catch(() => response.destroy())
  })
  const boundPort = await listen(server, port)
  ownNames = new Set([`${LOOPBACK}:${boundPort}`, `localhost:${boundPort}`])
  return { url: `http://${LOOPBACK}:${boundPort}/`, close: () => close(server) }
}

async function answer(
  root: string,
  ownNames: ReadonlySet<string>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!ownNames.has(request.headers.host ?? '')) return refuse(response, 421)
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, { allow: 'GET, HEAD' })
  const path = pathOf(request.url ?? '/')
  const file = path === null ? null : await findFile(root, path)
  if (!file) return refuse(response, 404)
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': file.mediaType,
    'content-length': file.sizeBytes,
    // A newer build must be seen at the next load.
    'cache-control': 'no-cache',
  })
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response)
}

/** The path of a request target, still percent-encoded and without the query; null for anything but a path. */
function pathOf(target: string): string | null {
  const address = `http://${LOOPBACK}${target}`
  return target.startsWith('/') && URL.canParse(address) ? new URL(address).pathname : null
}

function refuse(response: ServerResponse, status: number, more: Record<string, string> = {}): void {
  response.writeHead(status, { ...SECURITY_HEADERS, ...more, 'content-length': 0 })
  response.end()
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject)
      // Without a listener an error would end the process; one connection that cannot be taken (EMFILE) is no reason to.
      server.on('error', (error) => console.error(`The local server had a problem: ${error.message}.`))
      const address = server.address()
      // Only a server on a pipe has an address that is not an object.
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'))
      else resolve(address.port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
