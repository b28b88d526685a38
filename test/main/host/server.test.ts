import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LoopbackHost, serveFolder } from '../../../src/main/host/server'

const outside = mkdtempSync(join(tmpdir(), 'fleetshift-host-'))
const served = join(outside, 'served')
let host: LoopbackHost
let port: number

beforeAll(async () => {
  mkdirSync(join(served, 'assets'), { recursive: true })
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  writeFileSync(join(served, 'index.html'), '<h1>home</h1>')
  writeFileSync(join(served, 'assets', 'a b.js'), 'export {}')
  writeFileSync(join(served, 'assets', 'font.woff2'), 'font')
  writeFileSync(join(served, 'assets', 'unknown.zzz'), '?')
  symlinkSync(join(outside, 'secret.txt'), join(served, 'way-out.txt'))
  host = await serveFolder(served)
  port = Number(new URL(host.url).port)
})
afterAll(async () => {
  await host.close()
  rmSync(outside, { recursive: true })
})

/** Sends the request line and the headers exactly as they are, as fetch and curl do not. */
function raw(requestLine: string, ...headers: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text
    })
    socket.on('end', () => resolve(answer)).on('error', reject)
    socket.write([requestLine, ...headers, 'Connection: close', '', ''].join('\r\n'))
  })
}
const get = (target: string) => raw(`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`)
const statusOf = (answer: string) => Number(answer.split(' ')[1])

describe('the loopback host', () => {
  it('serves its files, with their types and the rules of the page', async () => {
    const response = await fetch(host.url)
    expect(await response.text()).toBe('<h1>home</h1>')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': '13',
      'cache-control': 'no-cache',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
  })

  it.each([
    ['assets/a%20b.js', 'text/javascript; charset=utf-8'],
    ['assets/font.woff2', 'font/woff2'],
    ['assets/unknown.zzz', 'application/octet-stream'],
  ])('serves %s as %s', async (path, mediaType) => {
    expect((await fetch(host.url + path)).headers.get('content-type')).toBe(mediaType)
  })

  it('answers HEAD without the body', async () => {
    const response = await fetch(host.url, { method: 'HEAD' })
    expect(response.headers.get('content-length')).toBe('13')
    expect(await response.text()).toBe('')
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const response = await fetch(host.url, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it.each([
    '/nothing',
    '/assets',
    '/assets/',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '//secret.txt',
    '/way-out.txt',
    '/index.html%00.js',
    '/%zz',
    'http://[',
  ])('finds nothing at %s', async (target) => {
    const answer = await get(target)
    expect(statusOf(answer)).toBe(404)
    expect(answer).not.toContain('secret')
  })

  it.each(['example.com', `example.com:80`, '127.0.0.1', '127.0.0.1:1', ''])(
    'refuses a request for the host "%s"',
    async (name) => {
      expect(statusOf(await raw('GET / HTTP/1.1', `Host: ${name}`))).toBe(421)
    },
  )

  it('answers to localhost too', async () => {
    expect(statusOf(await raw('GET / HTTP/1.1', `Host: localhost:${port}`))).toBe(200)
  })

  it('survives nonsense', async () => {
    expect(statusOf(await raw('NONSENSE'))).toBe(400)
    expect(statusOf(await get('/'))).toBe(200)
  })

  it('cannot be reached from another machine', async (context) => {
    const address = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .find((each) => each.family === 'IPv4' && !each.internal)?.address
    if (!address) return context.skip('this machine has no address but loopback')
    await expect(fetch(`http://${address}:${port}/`)).rejects.toThrow()
  })

  it('says so when the port is taken or the folder is missing', async () => {
    await expect(serveFolder(served, port)).rejects.toThrow('EADDRINUSE')
    await expect(serveFolder(join(outside, 'nowhere'))).rejects.toThrow('ENOENT')
  })

  it('frees the port when it closes, whoever is still connected', async () => {
    const other = await serveFolder(served)
    const idle = connect(Number(new URL(other.url).port), '127.0.0.1')
    idle.on('error', () => undefined)
    await new Promise((resolve) => idle.once('connect', resolve))
    await other.close()
    await expect(fetch(other.url)).rejects.toThrow()
  })
})
