import { readdir } from "node:fs/promises";
import { manifestInUse } from "#db/engine/connection.server";
import { stampInputs } from "#desk/inputs-stamp.server";
import { readPlan } from "#desk/publishing-files.server";
import { readTask } from "#desk/publishing.server";
import { type Actor, hasRole, mayChange } from "#domain/desk/actor";
import type { Plan, PublishProgress } from "#domain/desk/plan";
import { mustBeRead } from "#domain/desk/plan-notes";
import { currentPointer, listVersions, readManifest } from "#store/current-version";
import { dataStore, type Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";
import { reportLink } from "#tables/links";

/** Rows that the page shows of each list; the counts are of all. */
const SHOWN = 60;

/** A version that is kept. */
export interface KeptVersion {
  readonly generation: number;
  /** ISO 8601; null where another version of the program wrote it, or its manifest is damaged. */
  readonly loadedAt: string | null;
  readonly reports: number;
  readonly checksum: string;
  readonly isInUse: boolean;
}

/**
 * A plan with lists of a length that can be read, and how long each is; of the documents that are not used only the
 * duplicates, and of the findings that are new only those that need not be read, since the others are among what is
 * ticked.
 */
export interface ShownPlan extends Plan {
  readonly counts: Readonly<Record<CountedList, number>>;
}
type CountedList =
  | "added"
  | "replaced"
  | "withdrawn"
  | "reckonedAnew"
  | "duplicates"
  | "figures"
  | "verdicts"
  | "findingsAdded"
  | "findingsGone";

export interface PublishData {
  readonly task: PublishProgress | null;
  readonly plan: ShownPlan | null;
  /** Whether documents, tables or the version in use changed after the plan was made. */
  readonly isOutdated: boolean;
  readonly versions: readonly KeptVersion[];
  /** The version that readers see: for some seconds the one before, until the pages that everybody asks for are ready. */
  readonly shown: number | null;
  /** Since when an older version is in use again, and which one was before; null where none is. */
  readonly restored: { readonly from: number; readonly at: string } | null;
  /** Documents that wait at the desk to be published, or are. */
  readonly documents: number;
  /** Where reports of the plan can be looked at now, by their id: in use, or at the desk. */
  readonly links: Readonly<Record<string, string>>;
  readonly mayPublish: boolean;
  /** Why whoever looks may not publish this plan. */
  readonly refusal: string | null;
}

export async function loadPublish(actor: Actor): Promise<PublishData> {
  const store = dataStore();
  const { documents } = deskFolderOf(store);
  const [task, pointer, names] = await Promise.all([
    readTask(store),
    currentPointer(store),
    readdir(documents).catch((): string[] => []),
  ]);
  const plan = await readPlan(store);
  const inUse = pointer?.generation ?? null;
  const shown = plan && shorten(plan);
  return {
    task,
    plan: shown,
    links: shown === null || plan === null ? {} : await linksOf(store, shown, plan),
    isOutdated:
      plan !== null &&
      ((plan.from?.generation ?? null) !== inUse || plan.inputs !== (await stampInputs(store))),
    versions: await listKept(store, inUse),
    shown: await manifestInUse().then(
      ({ generation }) => generation,
      () => null,
    ),
    restored: pointer?.restored ?? null,
    documents: names.filter((name) => !name.endsWith(".csv") || name !== "manifest.csv").length,
    mayPublish: hasRole(actor, "publish"),
    refusal: plan && refuseArea(actor, plan),
  };
}

async function listKept(store: Store, inUse: number | null): Promise<KeptVersion[]> {
  return Promise.all(
    (await listVersions(store)).map(async (generation) => {
      const manifest = await readManifest(store, generation).catch(() => null);
      return {
        generation,
        loadedAt: manifest?.loadedAt ?? null,
        reports: manifest?.rows["reports"] ?? 0,
        checksum: manifest?.dataHash.slice(0, 12) ?? "",
        isInUse: generation === inUse,
      };
    }),
  );
}

/** Why somebody may not publish a plan: he may change some divisions only, and it changes others. */
export function refuseArea(actor: Actor, { changes }: Pick<Plan, "changes">): string | null {
  if (actor.divisions === "all") return null;
  const { added, replaced, withdrawn, reckonedAnew } = changes;
  const other = [...added, ...replaced, ...withdrawn, ...reckonedAnew].find(
    ({ division_code: code }) => !mayChange(actor, code),
  );
  return other
    ? `这一版也改动了您管辖以外的报告（${other.division}等），请由管辖全部地区的人发布。`
    : null;
}

function shorten(plan: Plan): ShownPlan {
  const { changes } = plan;
  const { findings } = changes;
  const findingsAdded = findings.added.filter((finding) => !mustBeRead(finding));
  const duplicates = changes.unused.filter(({ state }) => state === "duplicate");
  const few = <Each>(list: readonly Each[]): Each[] => list.slice(0, SHOWN);
  return {
    ...plan,
    counts: {
      added: changes.added.length,
      replaced: changes.replaced.length,
      withdrawn: changes.withdrawn.length,
      reckonedAnew: changes.reckonedAnew.length,
      duplicates: duplicates.length,
      figures: changes.figures.length,
      verdicts: changes.verdicts.length,
      findingsAdded: findingsAdded.length,
      findingsGone: findings.gone.length,
    },
    changes: {
      ...changes,
      added: few(changes.added),
      replaced: few(changes.replaced),
      withdrawn: few(changes.withdrawn),
      reckonedAnew: few(changes.reckonedAnew),
      unused: few(duplicates),
      figures: few(changes.figures),
      verdicts: few(changes.verdicts),
      findings: { added: few(findingsAdded), gone: few(findings.gone) },
    },
  };
}

/** Reports that are added are nowhere but at the desk, under the beginning of their document's hash. */
async function linksOf(
  store: Store,
  { changes: shown, warnings, errors }: ShownPlan,
  { changes }: Plan,
): Promise<Record<string, string>> {
  const records = await readdir(deskFolderOf(store).records).catch((): string[] => []);
  const ids = new Set(records.map((name) => name.replace(/\.json$/u, "")));
  const documents = new Map(changes.added.map(({ id, document }) => [id, document.slice(0, 16)]));
  const mentioned = [
    ...[...shown.added, ...shown.replaced, ...shown.withdrawn, ...shown.reckonedAnew].map(
      ({ id }) => id,
    ),
    ...shown.figures.flatMap(({ movers }) => movers.map(({ report }) => report)),
    ...[...warnings, ...errors].flatMap(({ details }) =>
      details.flatMap(({ report }) => report ?? []),
    ),
    ...[...shown.verdicts, ...shown.findings.added, ...shown.findings.gone].map(
      ({ report }) => report,
    ),
  ];
  return Object.fromEntries(
    [...new Set(mentioned)].flatMap((id) => {
      const document = documents.get(id);
      if (document === undefined) return [[id, reportLink(id)]];
      return ids.has(document) ? [[id, `/desk/review/${document}`]] : [];
    }),
  );
}
