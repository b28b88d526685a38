import { describe, expect, it } from 'vitest'
import { importText, printed } from './support'

const yaml = (...lines: string[]) => `${lines.join('\n')}\n`

/** Made-up files of other kinds, and how they must be called. */
const FOREIGN: readonly (readonly [title: string, text: string])[] = [
  [
    'an AWS SAM template',
    yaml("AWSTemplateFormatVersion: '2010-09-09'", 'Transform: AWS::Serverless-2016-10-31', 'Resources: {}'),
  ],
  ['an AWS SAM template', yaml('Resources:', '  F:', '    Type: AWS::Serverless::Function')],
  [
    'an AWS CloudFormation template',
    yaml("AWSTemplateFormatVersion: '2010-09-09'", 'Resources:', '  G: {Type: "AWS::CodeDeploy::DeploymentGroup"}'),
  ],
  [
    'an AWS CloudFormation template',
    yaml('Resources:', '  G:', '    Type: AWS::ECS::Service', '    Properties: {Cluster: !Ref C}'),
  ],
  ['a Terraform configuration', yaml('resource "aws_codedeploy_deployment_group" "web" {', '  app_name = "web"', '}')],
  [
    'an Elastic Beanstalk configuration',
    yaml('option_settings:', '  aws:elasticbeanstalk:command:', '    BatchSize: 30'),
  ],
  ['a buildspec of AWS CodeBuild', yaml('version: 0.2', 'phases:', '  build:', '    commands: [make]')],
  ['a pipeline of AWS CodePipeline', '{"pipeline": {"stages": [{"name": "Source", "actions": []}]}}'],
  ['an Argo Rollout', yaml('apiVersion: argoproj.io/v1alpha1', 'kind: Rollout')],
  ['a Flagger Canary', yaml('apiVersion: flagger.app/v1beta1', 'kind: Canary')],
  ['a Kubernetes manifest', yaml('apiVersion: apps/v1', 'kind: Deployment')],
  [
    'an Argo Rollout',
    yaml('apiVersion: v1', 'kind: Service', '---', 'apiVersion: argoproj.io/v1alpha1', 'kind: Rollout'),
  ],
  ['a Docker Compose file', yaml('version: "3"', 'services:', '  web: {image: shop}')],
  ['a list of deployment groups', '{"deploymentGroupsInfo": []}'],
  ['a list of deployment configurations', '{"deploymentConfigsList": ["CodeDeployDefault.AllAtOnce"]}'],
  ['a list of deployments', '{"deployments": ["d-123456789"]}'],
  ['the state of one target', '{"deploymentTarget": {"deploymentTargetType": "InstanceTarget"}}'],
  ['a CodeDeploy application', '{"application": {"applicationName": "shop"}}'],
  ['a notification of CodeDeploy', '{"eventTriggerName": "t", "deploymentId": "d-1", "deploymentOverview": {}}'],
  ['a Fleetshift scenario', '{"schemaVersion": 1, "name": "x"}'],
  ['the result of a Fleetshift run', '{"identity": {"scenarioDigest": "0000000000000000"}}'],
]

describe('what belongs to another tool is called by its name', () => {
  it.each(FOREIGN)('%s', (title, text) => {
    const outcome = importText(text)
    const sentence = `error: This is ${title}; Fleetshift reads an EC2 AppSpec file`
    expect(printed(outcome)).toContain(sentence)
    expect(outcome.findings).toHaveLength(1)
  })

  it('says what to bring instead where there is something', () => {
    expect(printed(importText('{"deploymentConfigsList": []}'))).toContain(
      'Save what `aws deploy get-deployment-config` prints for the configuration that you mean.',
    )
    expect(printed(importText('{"schemaVersion": 1}'))).toContain('It needs no import: run it as it is.')
  })
})
