import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * What takes longest and would keep one core waiting at the end of a run, in the order in which it starts. While the
 * server of the browser's tests loads and builds, one file waits for it and the other core runs the next.
 */
const FIRST = [
  "test/e2e/pages.test.ts",
  "test/app/pages/sparse-data.test.ts",
  "test/e2e/briefing.test.ts",
  "test/e2e/desk.test.ts",
  "test/app/pages/misprints.test.ts",
  "test/cli/briefing.test.ts",
  "test/cli/load.test.ts",
  "test/etl/code-version.test.ts",
  "test/etl/full-disk.test.ts",
  "test/etl/kill.test.ts",
];

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = FIRST.findIndex((file) => moduleId.endsWith(`/${file}`));
      return place === -1 ? FIRST.length : place;
    };
    return sorted.sort((one, other) => placeOf(one) - placeOf(other));
  }
}
