import { describe, expect, it } from 'vitest'
import { fixture, importText, printed, scenarioOf } from './support'

const LAMBDA = fixture('appspec-lambda.yaml').text
const ECS = fixture('appspec-ecs.yaml').text

describe('AppSpec of Lambda', () => {
  it('becomes a scenario with its function, its versions and its hooks', () => {
    const { deployment, lambda, revisions } = scenarioOf(importText(LAMBDA))
    expect(lambda).toMatchObject({ functionName: 'checkout', alias: 'live' })
    expect([revisions.old.name, revisions.new.name]).toEqual(['17', '18'])
    expect(deployment?.strategy).toBe('lambda-alias')
    expect(deployment?.hookFunctions.BeforeAllowTraffic?.functionName).toBe('try-checkout')
  })

  it.each([
    ['another version', ['version: 0.0', 'version: 1.0'], 'CodeDeploy accepts only the number 0.0.'],
    ['an empty alias', ['Alias: live', 'Alias: ""'], '"Alias" is ""; allowed is a text that is not empty.'],
    ['a missing name', ['        Name: checkout\n', ''], '"Name" is missing; allowed is a text that is not empty.'],
    ['$LATEST', ['"18"', '"$LATEST"'], 'The version is "$LATEST"; allowed are whole numbers from 1.'],
    ['version 0', ['"17"', '"0"'], 'The version is "0"; allowed are whole numbers from 1.'],
    ['one version twice', ['"17"', '"18"'], 'Fleetshift simulates a move between two versions.'],
    ['an event of ECS', ['BeforeAllowTraffic', 'BeforeInstall'], 'allowed are BeforeAllowTraffic, AfterAllowTraffic.'],
    [
      'a hook without a function',
      [' try-checkout', ' ""'],
      'BeforeAllowTraffic is ""; allowed is the name of a function.',
    ],
    ['hooks that are no list', ['  - BeforeAllowTraffic', '  BeforeAllowTraffic'], '"hooks" is a mapping with 1 keys'],
  ])('[platforms 1.9] refuses %s', (_name, [from = '', to = ''], expected) => {
    const outcome = importText(LAMBDA.replace(from, to))
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })
})

describe('AppSpec of ECS', () => {
  it('becomes a scenario with its task definition and its hooks', () => {
    const { deployment, revisions } = scenarioOf(importText(ECS))
    expect(revisions.new.name).toBe('checkout:8')
    expect(deployment?.strategy).toBe('ecs-blue-green')
    expect(deployment?.hookFunctions.AfterAllowTestTraffic?.functionName).toBe('try-checkout')
  })

  it.each([
    [
      'another resource',
      ['TargetService', 'Service'],
      'The resource is "Service"; allowed is exactly one TargetService.',
    ],
    ['no container', ['ContainerName: web', 'ContainerName: ""'], '"ContainerName" is ""'],
    ['a port that is no number', ['8080', 'http'], '"ContainerPort" is "http"; allowed are whole numbers from 1.'],
    [
      'half a network',
      [
        '        LoadBalancerInfo',
        '        NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [a]}}\n        LoadBalancerInfo',
      ],
      '"NetworkConfiguration" has no "SecurityGroups"',
    ],
    [
      'an event of EC2',
      ['AfterAllowTestTraffic', 'ValidateService'],
      '"ValidateService" is no lifecycle event with a function',
    ],
  ])('[platforms 2.6] refuses %s', (_name, [from = '', to = ''], expected) => {
    const outcome = importText(ECS.replace(from, to))
    expect(printed(outcome)).toContain(expected)
    expect(outcome.ok).toBe(false)
  })

  it('[platforms 2.6] warns of port 0', () => {
    const outcome = importText(ECS.replace('8080', '0'))
    expect(printed(outcome)).toContain('warning: "ContainerPort" is "0"')
    expect(outcome.ok).toBe(true)
  })
})
