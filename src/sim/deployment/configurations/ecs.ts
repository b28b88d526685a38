import { rowsOf } from './weighted'

const { allAtOnce, canary, linear } = rowsOf('ECS')

/** The predefined configurations of ECS (CodeDeploy user guide, working with deployment configurations): all five. */
export const ECS_CONFIGURATIONS = [
  linear('CodeDeployDefault.ECSLinear10PercentEvery1Minutes', 10, 1),
  linear('CodeDeployDefault.ECSLinear10PercentEvery3Minutes', 10, 3),
  canary('CodeDeployDefault.ECSCanary10Percent5Minutes', 10, 5),
  canary('CodeDeployDefault.ECSCanary10Percent15Minutes', 10, 15),
  allAtOnce('CodeDeployDefault.ECSAllAtOnce'),
] as const
