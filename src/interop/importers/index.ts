import { appspecEc2 } from './appspec-ec2'
import { appspecEcs } from './appspec-ecs'
import { appspecLambda } from './appspec-lambda'
import { deployment } from './deployment'
import { deploymentConfig } from './deployment-config'
import { deploymentGroup } from './deployment-group'
import type { Importer } from './importer'
import { loadCsv } from './load-csv'

/** THE REGISTRY of what can be imported. One more is a file beside these and a line here. */
export const IMPORTERS: readonly Importer[] = [
  appspecEc2,
  appspecLambda,
  appspecEcs,
  deploymentGroup,
  deploymentConfig,
  deployment,
  loadCsv,
]
