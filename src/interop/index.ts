/** The only door of the importers: the world's files become a scenario. */
export { formatFinding } from './findings'
export { importFiles } from './import-files'
export { type LoadReading, readLoadCsv } from './importers/load-csv'
export type * from './outcome'
export { readScenarioText, type ScenarioReading } from './read-scenario'
export { type TextEncodingName, textEncodingOf } from './text-encoding'
