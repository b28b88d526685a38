import { describe, expect, it } from 'vitest'
import { HEADER, importText, printed, scenarioOf } from './support'

const SCRIPT = 'hooks:\n  BeforeInstall:\n    - location: a.sh\n'

describe('whatever an editor makes of an AppSpec, it is read', () => {
  it.each([
    ['byte order mark', `\uFEFF${HEADER}${SCRIPT}`],
    ['CRLF', `${HEADER}${SCRIPT}`.replaceAll('\n', '\r\n')],
    ['document marks', `---\n${HEADER}${SCRIPT}...\n`],
    ['JSON', JSON.stringify({ version: 0, os: 'linux', hooks: { BeforeInstall: [{ location: 'a.sh' }] } })],
    [
      'JSON with tabs',
      '{\n\t"version": 0.0,\n\t"os": "linux",\n\t"hooks": {"BeforeInstall": [{"location": "a.sh"}]}\n}',
    ],
    [
      'an anchor and its alias',
      `${HEADER}hooks:\n  AfterInstall: &same\n    - location: a.sh\n  BeforeInstall: *same\n`,
    ],
    [
      'a merge key',
      `${HEADER}hooks:\n  BeforeInstall:\n    - &one {location: a.sh, timeout: 5}\n    - <<: *one\n      timeout: 6\n`,
    ],
    ['comments everywhere', `# top\n${HEADER}# {{ not a template }}\n${SCRIPT}# <<< end\n`],
  ])('%s', (_name, text) => {
    const { hooks } = scenarioOf(importText(text)).revisions.new
    expect(hooks.BeforeInstall?.[0]?.location).toBe('a.sh')
    expect(printed(importText(text))).toBe('')
  })

  it('lets a merged script keep what it does not override', () => {
    const text = `${HEADER}hooks:\n  BeforeInstall:\n    - &one {location: a.sh, timeout: 5}\n    - <<: *one\n      timeout: 6\n`
    const scripts = scenarioOf(importText(text)).revisions.new.hooks.BeforeInstall ?? []
    expect(scripts.map(({ location, timeoutMs }) => [location, timeoutMs])).toEqual([
      ['a.sh', 5_000],
      ['a.sh', 6_000],
    ])
  })
})

describe('duplicate keys', () => {
  it('takes the last and says so', () => {
    const text = `${HEADER}hooks:\n  BeforeInstall:\n    - location: first.sh\n  BeforeInstall:\n    - location: last.sh\n`
    const outcome = importText(text)
    expect(scenarioOf(outcome).revisions.new.hooks.BeforeInstall?.map(({ location }) => location)).toEqual(['last.sh'])
    expect(printed(outcome)).toContain(
      'file:6:3: warning: "BeforeInstall" stands here for the second time (first on line 4): the last one counts',
    )
  })
})

describe('what cannot be read is named at its place', () => {
  it.each([
    [
      'a tab',
      `${HEADER}hooks:\n\tBeforeInstall:\n`,
      'file:4:1: error: A tab indents this line; YAML indents with spaces only.',
    ],
    [
      'a key too far left',
      `${HEADER}files:\n  - source: a\n   destination: /b\n`,
      'file:5:4: error: "destination" must align with "source" on the line above',
    ],
    [
      'a key too far right',
      `${HEADER}files:\n  - source: a\n      destination: /b\n`,
      'file:5:7: error: "destination" must align with "source" on the line above',
    ],
    [
      'merge markers',
      `<<<<<<< HEAD\n${HEADER}=======\n${HEADER}>>>>>>> feature\n`,
      'file:7:1: error: This line is a merge conflict marker, >>>>>>> (feature). Resolve the merge',
    ],
    [
      'merge markers with CRLF',
      `${HEADER}<<<<<<< HEAD\r\n`,
      'file:3:1: error: This line is a merge conflict marker, <<<<<<< (HEAD).',
    ],
    ['a star', `${HEADER}permissions:\n  - object: /\n    pattern: **\n`, 'file:5:14: error: ** refers to an anchor'],
    [
      'a Jinja template',
      `{% if web %}\n${HEADER}{% endif %}\n`,
      'file:1:1: error: {% if web %} belongs to a Jinja, Helm or cookiecutter template. Render the template first',
    ],
    ['an ERB template', `${HEADER}<% if web %>\n`, 'file:3:1: error: <% if web %> belongs to an ERB template.'],
    [
      'an unfinished template value',
      `${HEADER}hooks:\n  BeforeInstall:\n    - location: {{ app }}/a.sh\n`,
      'file:5:17: error: {{ app }} belongs to a Jinja',
    ],
    ['one line', 'version: 0.0 os: linux hooks: BeforeInstall', 'file:1:10: error: Several keys stand on one line'],
    [
      'a backslash in double quotes',
      `${HEADER}files:\n  - source: a\n    destination: "c:\\site"\n`,
      'error: A backslash inside double quotes starts an escape sequence',
    ],
    [
      'no-break spaces',
      'version:\u00A00.0\nos:\u00A0linux\n',
      'It contains no-break spaces: replace them with plain spaces.',
    ],
    [
      'no-break spaces in broken YAML',
      'version:\u00A00.0\nhooks:\n  x: 1\n',
      'file:1:9: error: This is a no-break space, which is no space to YAML.',
    ],
    [
      'two JSON documents',
      '{"deploymentInfo": {}}\n{"deploymentGroupInfo": {}}\n',
      'file:2:1: error: A second JSON document starts here. Save each output of the AWS CLI in a file of its own.',
    ],
    [
      'an unfinished JSON document',
      '{"deploymentInfo": {"applicationName": "a"',
      'error: This is neither YAML nor JSON from here on',
    ],
    ['nothing', '', 'file:1:1: error: This file is empty.'],
    ['white space', ' \r\n\t\n', 'file:1:1: error: This file is empty.'],
    ['comments only', '# appspec\n---\n# to do\n', 'file:1:1: error: This file is empty.'],
    ['null', '---\nnull\n', 'error: This file is not recognised: it is nothing.'],
    [
      'a text',
      'hello',
      'file:1:1: error: This file is not recognised: it is "hello". Fleetshift reads an EC2 AppSpec file',
    ],
    ['a list', '- a\n- b\n', 'file:1:1: error: This file is not recognised: it is a list of 2.'],
    [
      'an unknown mapping',
      'colour: red\n',
      'file:1:1: error: This file is not recognised: it is a mapping with the keys "colour".',
    ],
    ['UTF-16', `v\0e\0r\0`, 'file:1:2: error: This file is not UTF-8 text from here on. Save it as UTF-8'],
    ['a bundle', 'PK\u0003\u0004\uFFFD\uFFFD', 'file:1:5: error: This file is not UTF-8 text'],
  ])('%s', (_name, text, expected) => {
    const outcome = importText(text)
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })

  it('tells only of the template where a template is what is wrong', () => {
    const { findings } = importText(`{% if web %}\n${HEADER}{% endif %}\n`)
    expect(findings).toHaveLength(1)
  })

  it('reads the first document of an AppSpec only, as the agent does', () => {
    const outcome = importText(`${HEADER}${SCRIPT}---\nversion: 0.0\nos: windows\n`)
    expect(outcome.ok).toBe(true)
    expect(printed(outcome)).toContain(
      'file:7:1: warning: A second document starts here; the agent reads only the first',
    )
  })
})

describe('files that would take the process down are refused', () => {
  const aliases = (name: string, inner: string) => `${name}: &${name} [${Array(20).fill(`*${inner}`).join(', ')}]\n`

  it.each([
    ['brackets', `${HEADER}hooks: ${'['.repeat(50_000)}`, 'nests deeper than 100 levels'],
    ['braces', `${HEADER}hooks: ${'{a: '.repeat(50_000)}`, 'nests deeper than 100 levels'],
    ['dashes', `${HEADER}hooks:\n${'- '.repeat(50_000)}`, 'nests deeper than 100 levels'],
    [
      'indentation',
      `${HEADER}${Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')}`,
      'nests deeper than 100 levels',
    ],
    ['an alias of itself', `${HEADER}hooks: &all [*all]\n`, 'nests deeper than 100 levels'],
    [
      'a bomb of aliases',
      `${HEADER}a: &a [x]\n${aliases('b', 'a')}${aliases('c', 'b')}${aliases('d', 'c')}${aliases('e', 'd')}${aliases('f', 'e')}`,
      'holds more than 100000 values',
    ],
    ['a huge file', `${HEADER}# ${'x'.repeat(1_000_000)}\n`, 'a YAML or JSON document may have up to 1000000'],
  ])('%s', (_name, text, expected) => {
    const outcome = importText(text)
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })

  it('takes nesting that is only deep', () => {
    const text = `${HEADER}unknown: ${'['.repeat(80)}${']'.repeat(80)}\n`
    expect(importText(text).ok).toBe(true)
  })
})
