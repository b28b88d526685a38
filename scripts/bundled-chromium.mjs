// The Chromium that ships inside an npm package (Linux x64), made ready to start on a machine that has no browser, no
// fonts and none of the libraries that a browser wants. Used by the end-to-end tests and by the scripts that take pictures.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PROJECT_ROOT } from './build.mjs'
import { withLock } from './lock.mjs'

/** Our own flags and not the package's, which turn web security and site isolation off. */
const FLAGS = [
  '--no-sandbox',
  // WebGL still works, and reading a canvas back is many times faster than through the software GPU.
  '--disable-gpu',
  '--enable-unsafe-swiftshader',
  '--font-render-hinting=none',
  '--hide-scrollbars',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

/**
 * How playwright-core starts a browser here: the one that FLEETSHIFT_BROWSER names, else the bundled one (unpacked on
 * first use, about 3 s), else one that is installed.
 * @returns {Promise<import('playwright-core').LaunchOptions>}
 */
export async function browserLaunchOptions() {
  const chosen = process.env.FLEETSHIFT_BROWSER
  if (chosen) return { executablePath: chosen, args: FLAGS }
  if (process.platform === 'linux' && process.arch === 'x64') return bundledChromium()
  return existsSync('/usr/bin/chromium')
    ? { executablePath: '/usr/bin/chromium', args: FLAGS }
    : { channel: 'chrome', args: FLAGS }
}

/** @returns {Promise<import('playwright-core').LaunchOptions>} */
async function bundledChromium() {
  const cache = join(PROJECT_ROOT, 'node_modules', '.cache')
  const folder = join(cache, `chromium-${packageVersion()}`)
  if (!existsSync(folder)) {
    await withLock(join(cache, 'chromium.lock'), async () => {
      // Another process may have unpacked while this one waited.
      if (!existsSync(folder)) await unpack(folder)
    })
  }
  return {
    executablePath: join(folder, 'chromium'),
    args: FLAGS,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  }
}

function packageVersion() {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const { version } = JSON.parse(readFileSync(join(dirname(dirname(entry)), 'package.json'), 'utf8'))
  return String(version)
}

/**
 * Unpacks beside and moves into place, so that the folder is there only when it is whole.
 * @param {string} folder
 */
async function unpack(folder) {
  const next = `${folder}.next`
  rmSync(next, { recursive: true, force: true })
  mkdirSync(next, { recursive: true })
  await withEnvironment(
    {
      // The package unpacks to the system's temporary folder, and takes whatever is called chromium there for its own.
      TMPDIR: next,
      // Makes it unpack the libraries too, which a bare machine does not have.
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      // It sets these itself; they are wrong once the folder has been moved.
      LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH,
      FONTCONFIG_PATH: process.env.FONTCONFIG_PATH,
    },
    async () => {
      const { default: chromium } = await import('@sparticuz/chromium')
      await chromium.executablePath()
    },
  )
  // Its own fonts.conf names a folder that does not exist: without this one no text is drawn at all.
  writeFileSync(join(next, 'fonts.conf'), fontsConfiguration(folder))
  renameSync(next, folder)
}

/** @param {string} folder */
function fontsConfiguration(folder) {
  const prefer = (/** @type {string} */ family) =>
    `<alias><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>${folder}/fonts</dir>
<cachedir>${folder}/fontcache</cachedir>
${prefer('sans-serif')}
${prefer('system-ui')}
</fontconfig>
`
}

/**
 * Runs an action under other environment variables and puts the old ones back.
 * @param {Record<string, string | undefined>} variables
 * @param {() => Promise<void>} action
 */
async function withEnvironment(variables, action) {
  const before = Object.keys(variables).map((name) => /** @type {const} */ ([name, process.env[name]]))
  const set = (/** @type {string} */ name, /** @type {string | undefined} */ value) => {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  for (const [name, value] of Object.entries(variables)) set(name, value)
  try {
    await action()
  } finally {
    for (const [name, value] of before) set(name, value)
  }
}
