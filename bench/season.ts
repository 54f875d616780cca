import { watchedProcess } from "#etl/read/watched-process";
import { measureCosts } from "./reading/costs";
import { measureSeason } from "./reading/season";

export const title = "一季文件：各步所费与全程";

/** Where the processor's time of a season goes, by format and step, then a whole season. */
export async function run(): Promise<string> {
  // Documents are read as in the processes of a load, PDFs with pdfium first.
  watchedProcess.isWatched = true;
  return [await measureCosts(), await measureSeason()].join("\n\n");
}
