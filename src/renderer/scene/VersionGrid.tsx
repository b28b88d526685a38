import { usePlayhead } from '../state/frame'
import { environmentsOf } from './draw-environments'
import type { SceneLayout } from './layout'

/** The two versions of a function for assistive technology: a row for each panel, its numbers as cells. */
export function VersionGrid({ layout }: { readonly layout: SceneLayout }) {
  const view = usePlayhead()
  const environments = view && environmentsOf(view.result, view.frame)
  if (!view || !environments) return null
  const { revisions, lambda } = view.result.scenario
  return (
    <table className="visually-hidden">
      <caption>{`Execution environments of ${lambda.functionName} by version`}</caption>
      <thead>
        <tr>
          {['Version', 'Share of invocations', 'Busy', 'Warm, idle', 'Cold start'].map((heading) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {layout.panels.map(({ fleet }) => {
          const revision = fleet === 'original' ? 'old' : 'new'
          const { busy, initialising, idle } = environments[revision]
          const weight = revision === 'new' ? view.frame.weightNew : 10_000 - view.frame.weightNew
          return (
            <tr key={fleet}>
              <th scope="row">{revisions[revision].name}</th>
              <td>{weight / 100} %</td>
              <td>{busy - initialising}</td>
              <td>{idle}</td>
              <td>{initialising}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
