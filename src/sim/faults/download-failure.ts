import { z } from '../scenario/zod'
import type { FaultDefinition } from './definition'
import { selectionWords, targetSelectionSchema } from './target-selection'
import { windowFields } from './window'

export const downloadFailureSchema = z.strictObject({
  kind: z.literal('download-failure').describe('the bundle of a revision cannot be fetched'),
  revision: z.enum(['old', 'new']).nullable().default(null).describe('whose bundle; null: any'),
  probabilityPpm: z.int().min(0).max(1_000_000).default(1_000_000).describe('chance per download, parts per million'),
  targets: targetSelectionSchema
    .prefault({ kind: 'fleet' })
    .describe('on which instances; by default on every instance'),
  ...windowFields,
})
type DownloadFailure = z.infer<typeof downloadFailureSchema>

export const downloadFailure: FaultDefinition = {
  kind: 'download-failure',
  label: 'Download fails',
  help:
    'DownloadBundle fails with UnknownError, as when Amazon S3 cannot be reached or denies access. The application ' +
    'has been stopped by then. A rollback downloads as well.',
  icon: 'cloud-alert',
  platforms: ['Server'],
  check: (_fault: DownloadFailure, { deployment }) =>
    deployment === null
      ? [{ field: '', message: 'The scenario has no deployment, so nothing is downloaded that could fail.' }]
      : [],
  describe: ({ revision, targets }: DownloadFailure, scenario) => {
    const whose = revision === null ? '' : ` of ${scenario.revisions[revision].name}`
    return `DownloadBundle${whose} fails on ${selectionWords(targets, scenario)}`
  },
  sceneLabel: () => ({ title: 'DownloadBundle', detail: 'fails' }),
  isToldByStrikes: true,
  effects: {},
  strikeEvent: ({ revision, probabilityPpm }: DownloadFailure, run) => {
    const isMeant = run.event === 'DownloadBundle' && (revision === null || revision === run.deployedRevision)
    return isMeant && run.drawPpm < probabilityPpm ? 'download-fails' : null
  },
}
