import { join } from "node:path";
import { REVIEWED_TABLES } from "#domain/reviewed/tables";
import { loadBodies } from "#etl/intake/bodies";
import { loadDivisions } from "#etl/intake/register";
import type { LoadedFrom } from "#etl/load-inputs";
import { dataFolder, type Store } from "#store/data-folder";

/** What a load of some paths is made from: with the registers and the reviewed tables of the data folder. */
export function loadedFrom(store: Store, paths: readonly string[]): LoadedFrom {
  const { corrections, accepted, deadlines, absences } = REVIEWED_TABLES;
  const folder = dataFolder();
  return {
    store,
    paths,
    divisions: loadDivisions(),
    bodies: loadBodies(),
    correctionsFile: join(folder, corrections.file),
    acceptedFile: join(folder, accepted.file),
    deadlinesFile: join(folder, deadlines.file),
    absencesFile: join(folder, absences.file),
  };
}
