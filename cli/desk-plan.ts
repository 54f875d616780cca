/**
 * Builds the next version from the documents at the desk without publishing it, and writes what publishing it changes.
 * The name of whoever asks is its argument.
 */
import process from "node:process";
import { mkdir } from "node:fs/promises";
import { closeDatabase } from "#db/engine/connection.server";
import { compareVersions } from "#desk/compare-versions.server";
import { stampInputs } from "#desk/inputs-stamp.server";
import { removePlan, writePlan } from "#desk/publishing-files.server";
import { versionName } from "#desk/settle-task.server";
import type { Plan, PlanNote, PlanWarning } from "#domain/desk/plan";
import { listErrors, listWarnings, type LoadNotes } from "#domain/desk/plan-notes";
import { load, type LoadOutcome } from "#etl/load";
import { candidateStore } from "#store/candidate";
import { hashOf } from "#store/content-hash";
import { currentManifest } from "#store/current-version";
import { deskFolderOf } from "#store/desk-folder";
import { SCHEMA_HASH } from "#store/schema";
import { runDeskTask } from "./desk-task";
import { loadedFrom } from "./loaded-from";

const FOREIGN: PlanNote = {
  sentence:
    "使用中的一版是本系统的另一版本做的，无法逐项比较；列为新增的是下一版的全部报告，其中有以前已经发布的",
  details: [],
  link: null,
};

const [by = ""] = process.argv.slice(2);
await runDeskTask({ task: "plan", by }, async ({ store, progress, signal }) => {
  const { documents } = deskFolderOf(store);
  await mkdir(documents, { recursive: true });
  await removePlan(store);
  const inputs = await stampInputs(store);
  const outcome = await load({
    ...loadedFrom(store, [documents]),
    progress,
    signal,
    now: new Date(),
    publish: false,
  });
  const { manifest, kept } = outcome;
  const inUse = await currentManifest(store);
  // Of a version that another program wrote nothing can be asked: what follows it is listed as a whole.
  const isForeign = inUse !== null && inUse.layout !== SCHEMA_HASH;
  const before = inUse && !isForeign ? { store, version: inUse.generation } : null;
  const after = kept ? { store: candidateStore(store), version: manifest.generation } : before;
  const report = progress.stage("比较", 1);
  const changes = await compareVersions(before, after, (done, total) => {
    signal.throwIfAborted();
    report(done / total);
  }).finally(closeDatabase);
  const notes = notesOf(outcome);
  const to = kept ? versionName(manifest) : null;
  const plan: Plan = {
    madeAt: new Date().toISOString(),
    madeBy: by,
    from: inUse && versionName(inUse),
    to,
    inputs,
    changes,
    warnings: [...(isForeign ? [FOREIGN] : []), ...listWarnings(changes, notes)].map(withId),
    errors: to === null ? [] : listErrors(changes, notes, to.reports),
  };
  await writePlan(store, plan);
  return { published: null, reason: null };
});

function withId(note: PlanNote): PlanWarning {
  return { ...note, id: hashOf(JSON.stringify(note)).slice(0, 12) };
}

/** Of what a person decided against a document only what is new; all else was there before. */
function notesOf({ warnings, absencesRefused, unopened, received }: LoadOutcome): LoadNotes {
  const sentences = new Set(absencesRefused.map(({ sentence }) => sentence));
  return {
    warnings: warnings.filter((warning) => !sentences.has(warning)),
    absencesRefused,
    unopened,
    overruled: received.flatMap(({ document: { file, overruled }, state }) =>
      state === "loaded" ? overruled.map((message) => `${file}：${message}`) : [],
    ),
  };
}
