import { entryOf, isNull, type SourceNode, textOf, valueAt } from '../document/node'
import type { ForeignKind } from './foreign-kind'

/** Never over the end of a line: then each blank line would be a start from which the next ones are tried again. */
const TERRAFORM_BLOCK = /^[ \t]*(resource|data|module|variable|provider|terraform)\b[^\r\n:]*\{[ \t]*$/m

export const TEMPLATE_KINDS: readonly ForeignKind[] = [
  { id: 'sam', title: 'an AWS SAM template', recognise: isSam },
  { id: 'cfn', title: 'an AWS CloudFormation template', recognise: isCloudFormation },
  {
    id: 'terraform',
    title: 'a Terraform configuration',
    recogniseText: (text) => TERRAFORM_BLOCK.test(text),
  },
  {
    id: 'beanstalk',
    title: 'an Elastic Beanstalk configuration',
    recognise: (root) =>
      entryOf(root, 'option_settings') !== undefined ||
      entryOf(root, 'OptionSettings') !== undefined ||
      entryOf(root, 'EnvironmentConfigurationMetadata') !== undefined,
  },
]

function isSam(root: SourceNode): boolean {
  const transform = valueAt(root, 'Transform')
  const transforms = transform?.kind === 'sequence' ? transform.items : transform ? [transform] : []
  return (
    transforms.some((one) => textOf(one)?.startsWith('AWS::Serverless') === true) ||
    resourceTypes(root).some((type) => type.startsWith('AWS::Serverless::'))
  )
}

function isCloudFormation(root: SourceNode): boolean {
  const version = valueAt(root, 'AWSTemplateFormatVersion')
  return (
    (version !== undefined && !isNull(version)) ||
    resourceTypes(root).some((type) => /^(AWS|Custom)::/.test(type)) ||
    /^AWS::/.test(textOf(valueAt(root, 'Type')) ?? '')
  )
}

function resourceTypes(root: SourceNode): string[] {
  const resources = valueAt(root, 'Resources')
  const named = resources?.kind === 'mapping' ? resources.entries : root.kind === 'mapping' ? root.entries : []
  return named.flatMap(({ value }) => textOf(valueAt(value, 'Type')) ?? [])
}
