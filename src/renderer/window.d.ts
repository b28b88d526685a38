import type { FleetshiftApi } from '@contract'

declare global {
  interface Window {
    /** Present in the desktop shell only: in a browser, open with `<input type="file">` and save with `<a download>`. */
    readonly fleetshift?: FleetshiftApi
  }
}
