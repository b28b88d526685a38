import { ALARM_RULES } from './alarms'
import { AUTO_SCALING_RULES } from './auto-scaling'
import { BLUE_GREEN_RULES } from './blue-green'
import { DEPLOYMENT_RULES } from './deployment'
import { DISTRIBUTION_RULES } from './distributions'
import { EVENT_RULE_RULES } from './event-rules'
import { FAULT_RULES } from './faults'
import { FLEET_RULES } from './fleet'
import { HOOK_FUNCTION_RULES } from './hook-functions'
import { INTERVENTION_RULES } from './interventions'
import { LAMBDA_RULES } from './lambda'
import { LOAD_RULES } from './load'
import { LOAD_BALANCER_RULES } from './load-balancer'
import type { Rule } from './rule'
import { RUN_RULES } from './run'
import { SCRIPT_RULES } from './scripts'

/** Every rule over several fields, in the order in which a scenario is written. */
export const RULES: readonly Rule[] = [
  ...RUN_RULES,
  ...LOAD_RULES,
  ...FLEET_RULES,
  ...LOAD_BALANCER_RULES,
  ...DISTRIBUTION_RULES,
  ...SCRIPT_RULES,
  ...DEPLOYMENT_RULES,
  ...BLUE_GREEN_RULES,
  ...HOOK_FUNCTION_RULES,
  ...AUTO_SCALING_RULES,
  ...LAMBDA_RULES,
  ...ALARM_RULES,
  ...INTERVENTION_RULES,
  ...FAULT_RULES,
  ...EVENT_RULE_RULES,
]
