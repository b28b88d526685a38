import { rowsOf } from './weighted'

const { allAtOnce, canary, linear } = rowsOf('Lambda')

/** The predefined configurations of Lambda (CodeDeploy user guide, working with deployment configurations): all nine. */
export const LAMBDA_CONFIGURATIONS = [
  allAtOnce('CodeDeployDefault.LambdaAllAtOnce'),
  canary('CodeDeployDefault.LambdaCanary10Percent5Minutes', 10, 5),
  canary('CodeDeployDefault.LambdaCanary10Percent10Minutes', 10, 10),
  canary('CodeDeployDefault.LambdaCanary10Percent15Minutes', 10, 15),
  canary('CodeDeployDefault.LambdaCanary10Percent30Minutes', 10, 30),
  linear('CodeDeployDefault.LambdaLinear10PercentEvery1Minute', 10, 1),
  linear('CodeDeployDefault.LambdaLinear10PercentEvery2Minutes', 10, 2),
  linear('CodeDeployDefault.LambdaLinear10PercentEvery3Minutes', 10, 3),
  linear('CodeDeployDefault.LambdaLinear10PercentEvery10Minutes', 10, 10),
] as const
