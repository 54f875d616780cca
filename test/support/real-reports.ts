import { join } from "node:path";
import { expect } from "vitest";
import type { Store } from "#store/data-folder";
import { loadDivisions } from "#etl/intake/register";
import { PROJECT } from "../../app/store/project.js";
import { loadInto } from "./load";
import { sharedStore, withStore } from "./shared-store";

/** The store of the six bundled real reports, with the whole register. */
export function realReports(): Promise<Store> {
  return sharedStore("real-reports", async (store) => {
    const { received } = await loadInto(store, [join(PROJECT, "data/reports/real")], {
      divisions: loadDivisions(),
    });
    expect(received.map(({ reason }) => reason)).toEqual(received.map(() => null));
  });
}

/** Lets the app read the six real reports during the tests of a file. */
export function withRealReports(): void {
  withStore(realReports);
}
