import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Starts the browser's tests first: they take longest and would keep one core waiting at the end of a run. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isBrowser = ({ project }: TestSpecification): boolean => project.name === "e2e";
    return [...sorted.filter(isBrowser), ...sorted.filter((file) => !isBrowser(file))];
  }
}
