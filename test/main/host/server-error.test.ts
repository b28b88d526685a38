import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { serveFolder } from '../../../src/main/host/server'

const servers = vi.hoisted((): Server[] => [])
vi.mock('node:http', async (original) => {
  const http = await original<typeof import('node:http')>()
  const createServer = (...options: Parameters<typeof http.createServer>) => {
    const server = http.createServer(...options)
    servers.push(server)
    return server
  }
  return { ...http, createServer }
})

it('outlives an error of its server, and says it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fleetshift-server-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const host = await serveFolder(folder)
  servers[0]?.emit('error', new Error('accept EMFILE'))
  expect(said).toHaveBeenCalledExactlyOnceWith('The local server had a problem: accept EMFILE.')
  expect((await fetch(host.url)).status).toBe(404)
  await host.close()
})
