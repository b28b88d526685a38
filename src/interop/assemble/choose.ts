import type { Findings } from '../findings'
import { NOWHERE } from '../findings'
import type {
  AppspecPiece,
  DeploymentConfigPiece,
  DeploymentGroupPiece,
  DeploymentPiece,
  EcsAppspecPiece,
  LambdaAppspecPiece,
  LoadPiece,
  Piece,
} from '../importers/pieces'
import { nameOfPlace } from './words'

/** A piece and the file that it came from, counted from 0. */
export interface FilePiece {
  readonly fileIndex: number
  readonly piece: Piece
}

/** The pieces by their part in the scenario. */
export interface Chosen {
  readonly oldAppspec: AppspecPiece | null
  readonly newAppspec: AppspecPiece | null
  /** True when two AppSpecs are told apart by their order only. */
  readonly isOldByOrder: boolean
  /** The AppSpec of Lambda or ECS, which names functions in place of scripts. */
  readonly functionAppspec: LambdaAppspecPiece | EcsAppspecPiece | null
  readonly group: DeploymentGroupPiece | null
  readonly deployment: DeploymentPiece | null
  readonly configs: readonly DeploymentConfigPiece[]
  readonly load: LoadPiece | null
}

/** Gives every piece its part; two for one part are an error. */
export function choosePieces(
  pieces: readonly FilePiece[],
  oldAppspecFileIndex: number | undefined,
  findings: Findings,
): Chosen {
  const all = pieces.map(({ piece }) => piece)
  return {
    ...chooseAppspecs(pieces, oldAppspecFileIndex, findings),
    functionAppspec: onlyOne(
      all.filter((piece) => piece.kind === 'appspec-lambda' || piece.kind === 'appspec-ecs'),
      'AppSpecs of Lambda or ECS',
      findings,
    ),
    group: onlyOne(
      all.filter((piece) => piece.kind === 'deployment-group'),
      'deployment groups',
      findings,
    ),
    deployment: onlyOne(
      all.filter((piece) => piece.kind === 'deployment'),
      'deployments',
      findings,
    ),
    configs: all.filter((piece) => piece.kind === 'deployment-config'),
    load: onlyOne(
      all.filter((piece) => piece.kind === 'load'),
      'loads',
      findings,
    ),
  }
}

function onlyOne<T extends Piece>(pieces: readonly T[], what: string, findings: Findings): T | null {
  const [first, second] = pieces
  if (first && second) {
    const message = `These are two ${what}: one is in ${nameOfPlace(first.place)}, the other here. A scenario has one.`
    findings.error(second.place, message, 'Import only the one that you mean.')
  }
  return first ?? null
}

type Appspecs = Pick<Chosen, 'oldAppspec' | 'newAppspec' | 'isOldByOrder'>

function chooseAppspecs(pieces: readonly FilePiece[], oldFileIndex: number | undefined, findings: Findings): Appspecs {
  const appspecs = pieces.flatMap(({ fileIndex, piece }) => (piece.kind === 'appspec' ? [{ fileIndex, piece }] : []))
  const [first, second, third] = appspecs
  const old = appspecs.find(({ fileIndex }) => fileIndex === oldFileIndex)
  if (oldFileIndex !== undefined && !old && !findings.hasErrors()) {
    findings.error(NOWHERE, 'The file that is said to be the AppSpec of the old revision is none.')
  }
  if (third) {
    const message = `This is the third of ${appspecs.length} AppSpecs; a scenario has two revisions, the old and the new one.`
    findings.error(third.piece.place, message, 'Import one AppSpec, or two.')
  }
  if (!first) return { oldAppspec: null, newAppspec: null, isOldByOrder: false }
  const oldOne = old ?? first
  const newOne = appspecs.find((appspec) => appspec !== oldOne) ?? oldOne
  return { oldAppspec: oldOne.piece, newAppspec: newOne.piece, isOldByOrder: second !== undefined && !old }
}
