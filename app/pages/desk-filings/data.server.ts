import { fetchDivisions } from "#db/queries/divisions.server";
import { FILING_ACTIONS, toFilingTable } from "#desk/filing-changes.server";
import { explainFailure } from "#desk/explain-failure.server";
import { formToken, isFormToken } from "#desk/form-token.server";
import { findBodies } from "#desk/original.server";
import { readReviewedRows } from "#desk/reviewed-rows.server";
import { listRowHistory } from "#desk/row-history.server";
import { type Actor, hasRole, mayChange } from "#domain/desk/actor";
import { BODY_KIND_CODES, BODY_KINDS, type BodyKind } from "#domain/report/body";
import type { RowValues } from "#domain/reviewed/reviewed-table";
import { currentVersion } from "#store/current-version";
import { dataStore, type Store } from "#store/data-folder";
import { listYears, showChanges } from "../desk-review-document/data.server";

/** Changes that are shown; the journal has them all. */
const MOST_CHANGES = 50;

/** What the page shows: what is set and confirmed, and the bodies that are sought. */
export async function loadFilings({ searchParams }: URL, actor: Actor) {
  const store = dataStore();
  const typed = (searchParams.get("q") ?? "").trim();
  const [absences, deadlines, history, found] = await Promise.all([
    readReviewedRows(store, "absences"),
    readReviewedRows(store, "deadlines"),
    listRowHistory(store, ({ table }) => toFilingTable(table) !== null),
    findBodies(typed),
  ]);
  const changes = history.slice(0, MOST_CHANGES);
  const names = await namesOf(
    store,
    [...absences, ...deadlines].flatMap(({ division = "" }) => (division === "" ? [] : division)),
  );
  const isOwn = (row: RowValues): boolean => mayChange(actor, row["division"] || null);
  const kind = searchParams.get("kind") ?? "";
  const choices = found
    .filter(({ division }) => mayChange(actor, division))
    .map(({ division, kind: own, body, place }) => ({
      value: `${division} ${own} ${body}`,
      ...{ division, kind: own, body, place },
    }));
  return {
    token: formToken(actor),
    mayChange: hasRole(actor, "review"),
    maySetAll: actor.divisions === "all",
    typed,
    year: searchParams.get("year") ?? "",
    years: listYears(new Date(), ""),
    choices,
    chosen: choices.find((choice) => choice.kind === kind)?.value ?? "",
    divisions: [...new Map(choices.map(({ division, place }) => [division, place]))].map(
      ([code, name]) => ({ code, name }),
    ),
    kinds: BODY_KIND_CODES.map((code) => ({ code, name: BODY_KINDS[code] })),
    absences: absences.map((row, at) => ({
      at,
      seen: JSON.stringify(row),
      mayRemove: isOwn(row),
      title: `${row["body"] || nameOf(names, row)}${row["year"] ?? ""}年度`,
      kind: kindName(row),
      words: `${row["withdrawn"] ? `${row["withdrawn"]}撤下，` : ""}${row["reason"] ?? ""}（依据：${row["source"] ?? ""}）`,
      by: `${row["by"] ?? ""}，${row["date"] ?? ""}`,
    })),
    deadlines: deadlines.map((row, at) => ({
      at,
      seen: JSON.stringify(row),
      mayRemove: isOwn(row),
      title: `${nameOf(names, row)} · ${kindName(row)} · ${formatYears(row["years"] ?? "")}`,
      due: formatDue(row["due"] ?? ""),
      basis: row["basis"] ?? "",
    })),
    changes: await showChanges(store, changes),
  };
}

/** The names of divisions, where something is loaded. */
async function namesOf(store: Store, codes: readonly string[]): Promise<Map<string, string>> {
  if (codes.length === 0 || (await currentVersion(store)) === null) return new Map();
  const found = await fetchDivisions([...new Set(codes)]).catch(() => []);
  return new Map(found.map(({ code, name }) => [code, name]));
}

function nameOf(names: ReadonlyMap<string, string>, { division = "" }: RowValues): string {
  return division === "" ? "全部地区" : (names.get(division) ?? division);
}

function kindName({ kind = "" }: RowValues): string {
  const code: BodyKind | undefined = BODY_KIND_CODES.find((each) => each === kind);
  return code === undefined ? kind : BODY_KINDS[code];
}

function formatYears(years: string): string {
  return years === "" ? "各年度" : `${years.replaceAll(";", "、")}年度`;
}

/** 次年2月20日前 */
function formatDue(due: string): string {
  const [month, day] = due.split("-").map(Number);
  return due === "none" ? "没有期限" : `次年${month ?? ""}月${day ?? ""}日前公布`;
}

export interface FilingAnswer {
  readonly ok: boolean;
  readonly sentence: string;
}

/** Does what a form of the page asks for. */
export async function changeFilings(form: FormData, actor: Actor): Promise<FilingAnswer> {
  const fail = (sentence: string): FilingAnswer => ({ ok: false, sentence });
  const token = form.get("token");
  if (typeof token !== "string" || !isFormToken(token, actor))
    return fail("页面打开得太久，或系统重新启动过，没有保存。请再按一次。");
  const action = FILING_ACTIONS.get(String(form.get("do")));
  if (!action) return fail("没有这样的操作。");
  try {
    const sentence = await action({ store: dataStore(), actor, form, now: new Date() });
    return { ok: true, sentence };
  } catch (error) {
    const why = explainFailure(error);
    if (why !== null) return fail(why);
    throw error;
  }
}
