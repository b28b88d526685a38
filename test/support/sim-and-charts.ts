/** What a page needs to run a scenario and draw its chart; bundled by a test. */
export { seriesCsv, timelineChart } from '@charts'
export { parseScenario, simulate } from '@sim'
