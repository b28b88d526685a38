import type { Command } from 'commander'
import type { Terminal } from '../terminal/terminal'
import { defineExplain } from './explain'
import { defineImport } from './import'
import { defineList } from './list'
import { defineRun } from './run'
import { defineSchema } from './schema'
import { defineValidate } from './validate'

/** Every command, in the order in which `--help` names them; one line each. */
export const COMMANDS: readonly ((program: Command, terminal: Terminal) => void)[] = [
  defineRun,
  defineValidate,
  defineImport,
  defineSchema,
  defineList,
  defineExplain,
]
