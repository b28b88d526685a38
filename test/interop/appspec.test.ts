import { describe, expect, it } from 'vitest'
import { fixture, HEADER, importText, printed, scenarioOf } from './support'

/** Name of the rule, the text, and the beginning of the line that must be printed about it. */
type Case = readonly [rule: string, text: string, expected: string]

const hooks = (lines: string) => `${HEADER}hooks:\n${lines}`
const permission = (lines: string) => `${HEADER}permissions:\n  - object: /srv\n${lines}`
const script = (lines: string) => hooks(`  BeforeInstall:\n${lines}`)

const ERRORS: readonly Case[] = [
  ['no version', 'os: linux\n', 'file:1:1: error: The AppSpec has no "version". Add the line version: 0.0.'],
  [
    'misspelt version',
    'ersion: 0.0\nos: linux\n',
    'file:1:1: error: The AppSpec has no "version". Rename "ersion" on line 1',
  ],
  [
    'quoted version',
    'version: "0.0"\nos: linux\n',
    'file:1:10: error: The version is "0.0"; the agent accepts only the number 0.0. Remove the quotation marks',
  ],
  [
    'other version',
    'version: 0.2\nos: linux\n',
    'file:1:10: error: The version is 0.2; the agent accepts only the number 0.0. Write version: 0.0.',
  ],
  ['empty version', 'version:\nos: linux\n', 'file:1:9: error: The version is nothing;'],
  ['no os', 'version: 0.0\nhooks:\n', 'file:1:1: error: The AppSpec has no "os".'],
  [
    'a distribution as os',
    'version: 0.0\nos: ubuntu\n',
    'file:2:5: error: The operating system is "ubuntu"; the agent accepts linux and windows, in lower case. Write os: linux for every',
  ],
  [
    'os in upper case',
    'version: 0.0\nos: Windows\n',
    'file:2:5: error: The operating system is "Windows"; the agent accepts linux and windows, in lower case. Write os: windows.',
  ],
  [
    'files as a mapping',
    `${HEADER}files:\n  source: a\n  destination: /b\n`,
    'file:4:3: error: "files" is a mapping with 2 keys; allowed is a list',
  ],
  ['a text in files', `${HEADER}files:\n  - index.html\n`, 'file:4:5: error: An entry of "files" is "index.html"'],
  [
    'destination only',
    `${HEADER}files:\n  - destination: /b\n`,
    'file:4:5: error: This entry has a destination file ("/b"), but no source file.',
  ],
  [
    'source only',
    `${HEADER}files:\n  - source: a\n`,
    'file:4:5: error: This entry has only a source file ("a"), but no destination.',
  ],
  [
    'neither',
    `${HEADER}files:\n  - source:\n    destination:\n`,
    'file:4:5: error: This entry has neither a source nor a destination.',
  ],
  [
    'misspelt source',
    `${HEADER}files:\n  - soruce: a\n    destination: /b\n`,
    'file:4:5: error: This entry has a destination file ("/b"), but no source file. Rename "soruce" to "source".',
  ],
  [
    'two sources',
    `${HEADER}files:\n  - source: a/x.conf\n    destination: /etc\n  - source: b/x.conf\n    destination: /etc/\n`,
    'file:6:5: error: This entry and the one on line 4 are two sources for one destination',
  ],
  [
    'file_exists_behavior',
    `${HEADER}file_exists_behavior: overwrite\n`,
    'file:3:23: error: Invalid file_exists_behavior value: found "overwrite"; allowed are DISALLOW, OVERWRITE, RETAIN. Did you mean "OVERWRITE"?',
  ],
  [
    'permissions on windows',
    'version: 0.0\nos: windows\npermissions:\n  - object: c:\\site\n',
    'file:3:1: error: The AppSpec is for windows and sets permissions',
  ],
  [
    'permissions as a mapping',
    `${HEADER}permissions:\n  object: /srv\n`,
    'file:4:3: error: "permissions" is a mapping with 1 keys; allowed is a list.',
  ],
  ['no object', `${HEADER}permissions:\n  - owner: app\n`, 'file:4:5: error: This permission has no object value'],
  ['empty object', `${HEADER}permissions:\n  - object:\n`, 'file:4:5: error: This permission has no object value'],
  [
    'object type',
    permission('    type: [files]\n'),
    'file:5:12: error: The object type is "files"; allowed are file and directory. Did you mean "file"?',
  ],
  ['type as a text', permission('    type: file\n'), 'file:5:11: error: "type" is "file"; allowed is a list.'],
  ['except as a text', permission('    except: a.txt\n'), 'file:5:13: error: "except" is "a.txt"; allowed is a list.'],
  [
    'mode too long',
    permission('    mode: 07555\n'),
    'file:5:11: error: The mode "07555" has 5 characters; allowed are one to four.',
  ],
  [
    'symbolic mode',
    permission('    mode: u+x\n'),
    'file:5:11: error: The mode "u+x" contains "u"; allowed are the digits 0 to 7.',
  ],
  [
    'mode with a digit above 7',
    permission('    mode: 678\n'),
    'file:5:11: error: The mode "678" contains "8"; allowed are the digits 0 to 7.',
  ],
  [
    'octal that is no mode',
    permission('    mode: 0755\n'),
    'file:5:11: error: The agent reads the unquoted 0755 as an octal number and sets the mode 493. That is no mode. Write 755',
  ],
  [
    'base acl',
    permission('    acls: ["u::rw"]\n'),
    'file:5:12: error: The acl entry "u::rw" sets a base permission; use "mode" to set the base acl entry.',
  ],
  [
    'acl with four parts',
    permission('    acls: ["x:user:mary:rw"]\n'),
    'file:5:12: error: Invalid acl entry: found "x:user:mary:rw".',
  ],
  ['acl with one part', permission('    acls: [rw]\n'), 'file:5:12: error: Invalid acl entry: found "rw".'],
  [
    'acl with a wrong character',
    permission('    acls: ["u:mary:rwz"]\n'),
    'file:5:12: error: The acl entry "u:mary:rwz" contains the invalid character "z"',
  ],
  [
    'context without type',
    permission('    context:\n      user: unconfined_u\n'),
    'file:6:7: error: This "context" has no type',
  ],
  [
    'hooks as a list',
    `${HEADER}hooks:\n  - BeforeInstall: x\n`,
    'file:4:3: error: "hooks" is a list of 1; allowed is a mapping',
  ],
  [
    'wrong case',
    hooks('  Beforeinstall:\n    - location: a\n'),
    'file:4:3: error: "Beforeinstall" is no lifecycle event of EC2: its scripts would never run. Did you mean "BeforeInstall"? Upper and lower case count.',
  ],
  [
    'event of ECS',
    hooks('  AfterAllowTestTraffic:\n    - location: a\n'),
    'file:4:3: error: AfterAllowTestTraffic is a lifecycle event of Amazon ECS, not of EC2.',
  ],
  [
    'event of SAM',
    hooks('  PreTraffic:\n    - location: a\n'),
    'file:4:3: error: PreTraffic is a lifecycle event of AWS SAM (Lambda), not of EC2.',
  ],
  [
    'unknown event',
    hooks('  WarmCaches:\n    - location: a\n'),
    'file:4:3: error: "WarmCaches" is no lifecycle event of EC2: its scripts would never run. An EC2 deployment runs scripts in BeforeBlockTraffic',
  ],
  [
    'scripts as a mapping',
    hooks('  BeforeInstall:\n    location: a\n'),
    'file:5:5: error: BeforeInstall is a mapping with 1 keys; allowed is a list of scripts.',
  ],
  [
    'scripts as a text',
    hooks('  BeforeInstall: a.sh\n'),
    'file:4:18: error: BeforeInstall is "a.sh"; allowed is a list of scripts.',
  ],
  [
    'blank location',
    script('    - location:\n      timeout: 30\n'),
    'file:5:7: error: BeforeInstall has a script with no location value.',
  ],
  [
    'location torn off',
    script('    - location: a\n    - timeout: 30\n'),
    'file:6:7: error: BeforeInstall has a script with no location value. It looks like part of the script above: remove the dash',
  ],
  [
    'misspelt location',
    script('    - loaction: a\n'),
    'file:5:7: error: BeforeInstall has a script with no location value. Rename "loaction" to "location".',
  ],
  ['empty item', script('    -\n'), 'error: BeforeInstall has a script with no location value: found nothing.'],
  [
    'timeout 0',
    script('    - location: a\n      timeout: 0\n'),
    'file:6:16: error: Invalid timeout value in BeforeInstall: found 0; allowed are whole seconds above 0.',
  ],
  [
    'negative timeout',
    script('    - location: a\n      timeout: -1\n'),
    'file:6:16: error: Invalid timeout value in BeforeInstall: found -1',
  ],
  [
    'timeout with a unit',
    script('    - location: a\n      timeout: 5m\n'),
    'file:6:16: error: Invalid timeout value in BeforeInstall: found "5m"; allowed are whole seconds above 0. Write 300.',
  ],
  [
    'timeout as minutes and seconds',
    script('    - location: a\n      timeout: 1:30\n'),
    'file:6:16: error: Invalid timeout value in BeforeInstall: found "1:30"; allowed are whole seconds above 0. Write 90.',
  ],
  [
    'timeout with a fraction',
    script('    - location: a\n      timeout: 1.5\n'),
    'file:6:16: error: Invalid timeout value in BeforeInstall: found 1.5',
  ],
  [
    'timeout that is no number',
    script('    - location: a\n      timeout: .nan\n'),
    'file:6:16: error: Invalid timeout value in BeforeInstall: found .nan',
  ],
  [
    'too many scripts',
    script('    - location: a\n      timeout: 1\n'.repeat(21)),
    'file:4:3: error: BeforeInstall has 21 scripts; Fleetshift takes up to 20',
  ],
  [
    'a template in a value',
    script('    - location: "{{ app }}/a.sh"\n'),
    'file:5:17: error: {{ app }} belongs to a Jinja, Helm or cookiecutter template; the agent takes it letter by letter. Render the template first',
  ],
  [
    'an unquoted template',
    script('    - location: {{ app }}\n'),
    'file:5:18: error: {{ app }} belongs to a Jinja, Helm or cookiecutter template',
  ],
]

const WARNINGS: readonly Case[] = [
  [
    'hooks that are not indented',
    `${HEADER}hooks:\nBeforeInstall:\n  - location: a\n`,
    'file:4:1: warning: "BeforeInstall" is at the top level, where the agent ignores it: its scripts never run. Did you mean it under "hooks"?',
  ],
  ['empty hooks', `${HEADER}hooks:\n`, 'file:3:1: warning: The "hooks" section is empty: no script runs'],
  [
    'unknown section',
    `${HEADER}resources: {}\n`,
    'file:3:1: warning: The agent ignores the unknown section "resources"; the sections are version, os,',
  ],
  [
    'misspelt section',
    `${HEADER}file_exists_behaviour: RETAIN\n`,
    'file:3:1: warning: The agent ignores the unknown section "file_exists_behaviour". Did you mean "file_exists_behavior"?',
  ],
  [
    'overwrite',
    `${HEADER}files:\n  - source: a\n    destination: /b\n    overwrite: true\n`,
    'file:6:5: warning: The agent ignores "overwrite"',
  ],
  [
    'relative destination',
    `${HEADER}files:\n  - source: a\n    destination: b\n`,
    'file:5:18: warning: The destination "b" is no fully qualified path, such as /var/www/html.',
  ],
  [
    'two folders to one place',
    `${HEADER}files:\n  - source: a/dist\n    destination: /srv\n  - source: b/dist\n    destination: /srv\n`,
    'file:6:5: warning: This entry and the one on line 4 are two sources for one destination',
  ],
  [
    'octal mode',
    permission('    mode: 0644\n'),
    'file:5:11: warning: The agent reads the unquoted 0644 as an octal number and sets the mode 420. Write 644',
  ],
  [
    'SELinux role',
    permission('    context:\n      type: t\n      role: r\n'),
    'file:7:7: warning: A "role" in "context" is not supported',
  ],
  [
    'a name for other',
    permission('    acls: ["d:other:staff:r"]\n'),
    'file:5:12: warning: The acl entry "d:other:staff:r" gives a name to other, which has none: the agent refuses it. The scenario is written all the same, but the real deployment would fail on every instance.',
  ],
  [
    'SELinux range backwards',
    permission('    context:\n      type: t\n      range: s3-s1\n'),
    'file:7:14: warning: The SELinux range "s3-s1" ends (s1) below its beginning (s3)',
  ],
  [
    'SELinux category',
    permission('    context:\n      type: t\n      range: s0:c1024\n'),
    'file:7:14: warning: The SELinux range "s0:c1024" contains a category above c1023',
  ],
  [
    'SELinux category twice',
    permission('    context:\n      type: t\n      range: s0:c1.c4,c3\n'),
    'file:7:14: warning: The SELinux range "s0:c1.c4,c3" contains the category c3 twice: the agent refuses it. The scenario is written all the same, but the real deployment would fail on every instance.',
  ],
  [
    'object twice',
    permission('  - object: /srv\n'),
    'file:5:5: warning: Permissions for "/srv" are set twice (first on line 4)',
  ],
  [
    'reserved event',
    hooks('  Install:\n    - location: a\n'),
    'file:4:3: warning: Install is reserved for CodeDeploy and its agent: scripts under it never run.',
  ],
  [
    'script key in the wrong case',
    script('    - location: a\n      runAs: root\n'),
    'file:6:7: warning: The agent ignores "runAs" in a script. Did you mean "runas"?',
  ],
  [
    'runas on windows',
    'version: 0.0\nos: windows\nhooks:\n  BeforeInstall:\n    - location: a.bat\n      runas: admin\n',
    'file:6:7: warning: "runas" has no effect on windows',
  ],
  [
    'timeout above an hour',
    script('    - location: a\n      timeout: 6000\n'),
    'file:4:3: warning: Total timeout for all scripts within BeforeInstall is 6000 s; it must not exceed 3600 s. In the order of the list they were capped to 3600 s. Lower the timeouts',
  ],
  [
    'shell variable',
    script('    - location: ${' + 'APP}/a.sh\n'),
    'file:5:17: warning: ${' + 'APP} belongs to a shell or Terraform template',
  ],
  ['placeholder', script('    - location: <SCRIPT>\n'), 'file:5:17: warning: <SCRIPT> is a placeholder'],
]

const NOTES: readonly Case[] = [
  ['no hooks', HEADER, 'file:1:1: note: The AppSpec has no "hooks"'],
  ['empty files', `${HEADER}files:\n`, 'file:3:1: note: The "files" section is empty'],
  ['empty permissions', `${HEADER}permissions:\n`, 'file:3:1: note: The "permissions" section is empty.'],
  [
    'empty event',
    hooks('  BeforeInstall:\n'),
    'file:4:3: note: BeforeInstall has no scripts: the event succeeds at once.',
  ],
]

describe('[8.1] every rule of an EC2 AppSpec is told with line and column', () => {
  it.each(ERRORS)('error: %s', (_rule, text, expected) => {
    const outcome = importText(text)
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })

  it.each([...WARNINGS, ...NOTES])('scenario all the same: %s', (_rule, text, expected) => {
    const outcome = importText(text)
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(true)
  })
})

describe('[8.1] what is right is not complained about', () => {
  it.each([
    ['the usual file', fixture('appspec.yml').text],
    ['JSON with Windows paths', fixture('appspec.json').text],
    ['version 0', 'version: 0\nos: linux\nhooks:\n  BeforeInstall:\n    - location: a\n'],
    [
      'the same folder to two places',
      `${HEADER}files:\n  - {source: a, destination: /b}\n  - {source: a, destination: /c}\nhooks: {BeforeInstall: [{location: a}]}\n`,
    ],
    [
      'every form of acl',
      permission(
        '    acls: ["mary:rw", "u:mary:6", "d:u::rwx", "default:group:staff:r-x", "m::rw", "mask:r"]\nhooks: {BeforeInstall: [{location: a}]}\n',
      ),
    ],
    [
      'every form of range',
      permission('    context: {type: t, user: u, range: "s0-s1:c0.c5,c9"}\nhooks: {BeforeInstall: [{location: a}]}\n'),
    ],
    ['a timeout in quotation marks', script('    - location: a\n      timeout: "300"\n')],
    ['a quoted mode with a leading zero', permission('    mode: "0644"\nhooks: {BeforeInstall: [{location: a}]}\n')],
  ])('%s', (_name, text) => {
    expect(printed(importText(text))).toBe('')
  })
})

describe('hooks of the scenario', () => {
  it('runs the scripts of the file, in order, with their timeouts, in both revisions', () => {
    const { revisions } = scenarioOf(importText(fixture('appspec.yml').text))
    const scripts = (revisions.new.hooks.AfterInstall ?? []).map(({ location, timeoutMs }) => [location, timeoutMs])
    expect(scripts).toEqual([
      ['deploy/configure.sh', 300_000],
      ['deploy/migrate.sh', 900_000],
    ])
    expect(Object.keys(revisions.new.hooks)).toHaveLength(6)
    expect(revisions.old.hooks).toEqual(revisions.new.hooks)
  })

  it('runs nothing that the agent would not run', () => {
    const text = `${hooks('  Install:\n    - location: a\n')}BeforeInstall:\n  - location: b\n`
    expect(scenarioOf(importText(text)).revisions.new.hooks).toEqual({})
  })

  it.each([
    ['one that is missing is left out', [null], [null]],
    ['whatever the others have', [300, null, 3_300, null], [300, null, 3_300, null]],
    ['one that is too long is capped', [6_000], [3_600]],
    ['earlier ones keep theirs, later ones get what is left', [3_000, 1_800, null, 60], [3_000, 599, null, 1]],
    ['and at least a second', [3_600, 60, null, 30], [3_598, 1, null, 1]],
  ])('timeouts: %s', (_rule, timeouts, expected) => {
    const lines = timeouts.map(
      (timeout) => `    - location: a\n${timeout === null ? '' : `      timeout: ${timeout}\n`}`,
    )
    const scripts = scenarioOf(importText(script(lines.join('')))).revisions.new.hooks.BeforeInstall ?? []
    expect(scripts.map(({ timeoutMs }) => timeoutMs && timeoutMs / 1_000)).toEqual(expected)
  })

  it('never assumes that a script runs into its timeout', () => {
    const text = script('    - location: a\n      timeout: 3\n')
    const [first] = scenarioOf(importText(text)).revisions.new.hooks.BeforeInstall ?? []
    expect(first?.duration).toEqual({ kind: 'constant', meanMs: 1_500 })
  })
})
