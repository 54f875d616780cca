import { cellsIn, tableOf } from "#domain/form/cells";
import { cellName } from "#domain/form/cell-name";
import type { Edition } from "#domain/form/edition";
import { sumsIn } from "#domain/form/cells";
import type { CheckedCell, CheckedReport } from "#domain/report/checked-report";
import { EMPTY_CONTEXT } from "#domain/checks/check-context";
import { findingsOf } from "#domain/checks/engine";
import { findRepair } from "#domain/checks/repairs";
import { compareTexts, type NarrativeSection } from "#domain/narrative/copied-text";
import { findContradictions } from "#domain/narrative/contradictions";

export const title = "核查：单格修复、全部规则";

type Random = () => number;

/** Milliseconds of processor time so far: what the work costs, however busy the machine is. */
function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Seeded generator (mulberry32), so that every run measures the same errors. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const upTo = (random: Random, limit: number): number => Math.floor(random() * limit);
const number = (value: number): CheckedCell => ({ value, state: "number", raw: String(value) });
const BLANK: CheckedCell = { value: null, state: "blank", raw: "" };

const SUMS = { 2019: sumsIn("requests", 2019), 2021: sumsIn("requests", 2021) } as const;

/** A table 三 in which every identity holds, with volumes from nothing to several thousand. */
function soundTable(
  edition: Edition,
  random: Random,
  scale = 10 ** (random() * 3.5),
  last?: ReadonlyMap<string, number>,
): Map<string, number> {
  const table = tableOf("requests");
  const values = new Map(cellsIn("requests", edition).map((cell) => [cell.name, 0]));
  const sums = SUMS[edition];
  const leaves = [...values.keys()].filter(
    (name) => !sums.some(({ total }) => total.name === name),
  );
  for (const name of leaves)
    if (random() < 0.6)
      values.set(name, upTo(random, scale * (name.endsWith("_natural_person") ? 1 : 0.1)));
  const add = (direction: "across" | "down"): void => {
    for (const sum of sums)
      if (sum.direction === direction)
        values.set(
          sum.total.name,
          sum.parts.reduce((total, part) => total + (values.get(part.name) ?? 0), 0),
        );
  };
  add("down");
  for (const { code } of table.columns) {
    const of = (line: string): number => values.get(cellName(line, code)) ?? 0;
    const before = last?.get(cellName("carried_over_out", code)) ?? of("carried_over_in");
    const out = Math.max(of("carried_over_out"), before - of("handled_total"));
    values.set(cellName("carried_over_out", code), out);
    values.set(cellName("carried_over_in", code), before);
    values.set(cellName("new_requests", code), of("handled_total") + out - before);
  }
  add("across");
  return values;
}

/** Changes some cells by amounts of every size, as slips of hand and eye do. */
function spoil(
  values: Map<string, number>,
  names: readonly string[],
  count: number,
  random: Random,
) {
  const spoilt = new Set<string>();
  while (spoilt.size < count) {
    const name = names[upTo(random, names.length)] ?? "";
    const old = values.get(name) ?? 0;
    const size = 1 + upTo(random, random() < 0.5 ? 3 : 300);
    if (spoilt.has(name)) continue;
    values.set(name, random() < 0.5 && old >= size ? old - size : old + size);
    spoilt.add(name);
  }
  return spoilt;
}

const FORMS = { proactive_disclosure: null, review_litigation: null } as const;

interface Layout {
  readonly name: string;
  readonly blank: (name: string) => boolean;
}

const LAYOUTS: readonly Layout[] = [
  { name: "全部印出", blank: () => false },
  {
    name: "各办理结果的总计空白（如上海市政府办公厅2019）",
    blank: (name) =>
      name.endsWith("_total") && !/^(new_requests|carried_over|handled_total)/.test(name),
  },
  { name: "总计列全部空白", blank: (name) => name.endsWith("_total") },
  { name: "办理结果总计行空白", blank: (name) => name.startsWith("handled_total") },
];

function measureRepair({ name, blank }: Layout, wrong: number, trials: number): string {
  const random = seeded(wrong * 1000 + name.length);
  const tally = { right: 0, among: 0, open: 0, wrong: 0, unseen: 0 };
  for (let trial = 0; trial < trials; trial += 1) {
    const edition: Edition = trial % 2 === 0 ? 2021 : 2019;
    const truth = soundTable(edition, random);
    const values = new Map(truth);
    const names = [...values.keys()].filter((cell) => !blank(cell));
    const spoilt = spoil(values, names, wrong, random);
    const cells = new Map(
      [...values].map(([cell, value]) => [cell, blank(cell) ? BLANK : number(value)] as const),
    );
    const repair = findRepair({ cells, forms: { ...FORMS, requests: edition } }, "requests");
    const isTrue = (change: { cell: string; proposed: number }): boolean =>
      wrong === 1 && spoilt.has(change.cell) && truth.get(change.cell) === change.proposed;
    if (repair.kind === "sound") tally.unseen += 1;
    else if (repair.kind === "located") tally[isTrue(repair.change) ? "right" : "wrong"] += 1;
    else if (repair.kind === "candidates")
      tally[wrong > 1 ? "wrong" : repair.changes.some(isTrue) ? "among" : "wrong"] += 1;
    else tally.open += 1;
  }
  const share = (count: number): string => `${((100 * count) / trials).toFixed(2)}%`;
  return [
    `${wrong}格有误`,
    `定位且正确 ${share(tally.right)}`,
    `列为候选且含正确 ${share(tally.among)}`,
    `未定位（报告两格以上） ${share(tally.open)}`,
    `误定位 ${share(tally.wrong)}`,
    `未察觉 ${share(tally.unseen)}`,
  ].join("，");
}

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025] as const;

/** One body over seven years, its cases carried over; a cell of one report in twenty is wrong. */
function syntheticBody(name: string, random: Random): CheckedReport[] {
  const scale = 10 ** (random() * 3.5);
  let last: ReadonlyMap<string, number> | undefined;
  return YEARS.map((year) => {
    const edition: Edition = year <= 2020 ? 2019 : 2021;
    const values = soundTable(edition, random, scale, last);
    last = new Map(values);
    if (random() < 0.05) spoil(values, [...values.keys()], 1, random);
    const cells = new Map([...values].map(([cell, value]) => [cell, number(value)] as const));
    for (const table of ["proactive_disclosure", "review_litigation"] as const)
      for (const cell of cellsIn(table, edition)) cells.set(cell.name, number(0));
    return {
      id: `${name}-${year}`,
      body: "示例区人民政府",
      kind: "government",
      divisionCode: "990101",
      level: "county",
      year,
      scope: "jurisdiction",
      publishedOn: `${year + 1}-03-01`,
      forms: { proactive_disclosure: edition, requests: edition, review_litigation: edition },
      cells,
      sections: [],
      preface: null,
    };
  });
}

const REPORTS = 43_000;
const BODIES_AT_ONCE = 500;
/** Milliseconds a report that loading the demo province may take. */
const LOAD_BUDGET = 20_000 / 1435;

function measureChecks(): string {
  const random = seeded(7);
  let milliseconds = 0;
  let findings = 0;
  let reports = 0;
  while (reports < REPORTS) {
    const bodies = Array.from({ length: BODIES_AT_ONCE }, (_, index) =>
      syntheticBody(`b${index}`, random),
    );
    const start = spent();
    for (const body of bodies)
      body.forEach((report, index) => {
        const lastYear = body.slice(Math.max(index - 1, 0), index);
        findings += findingsOf(report, { ...EMPTY_CONTEXT, lastYear }).length;
        reports += 1;
      });
    milliseconds += spent() - start;
  }
  const each = milliseconds / reports;
  const second = (each * REPORTS) / 1000;
  return [
    `${reports}份报告的全部规则（不含正文）：每份 ${(1000 * each).toFixed(1)} 微秒处理器时间，发现 ${findings} 项`,
    `  随载入逐份执行；${REPORTS}份合 ${second.toFixed(2)} 秒，为 1 秒目标的 ${second.toFixed(1)} 倍，占载入预算（1435份20秒）的 ${((100 * each) / LOAD_BUDGET).toFixed(1)}%`,
  ].join("\n");
}

/** Distinct prose of a body, from a few characters drawn at random. */
function prose(random: Random, length: number): string {
  let text = "";
  while (text.length < length)
    text += String.fromCharCode(0x4e00 + upTo(random, 2000)) + (random() < 0.05 ? "，" : "");
  return text;
}

const PREFACE =
  "根据《中华人民共和国政府信息公开条例》规定编制本报告，由总体情况等六个部分组成。".repeat(6);

function measureCopies(): string {
  const random = seeded(11);
  const sections: NarrativeSection[] = [];
  let planted = 0;
  for (let body = 0; body < 5000; body += 1) {
    const copied = body > 0 && body % 100 === 0;
    planted += copied ? 2 : 0;
    for (const section of ["overview", "problems_improvements"] as const) {
      const model = sections.at(-2)?.text.slice(PREFACE.length) ?? "";
      const text =
        PREFACE + (copied ? model.slice(0, 700) + prose(random, 300) : prose(random, 1000));
      sections.push({
        reportId: `r${body}`,
        bodyId: `b${body}`,
        body: "示例",
        year: 2024,
        section,
        text,
      });
    }
  }
  const start = spent();
  const found = compareTexts(sections).copies.length;
  const seconds = ((spent() - start) / 1000).toFixed(2);
  return `5000份报告、${sections.length}个部分的雷同比对：${seconds} 秒处理器时间，植入 ${planted} 处，找到 ${found} 处`;
}

const OVERVIEW =
  "全年收到政府信息公开申请120件，上年结转7件，办结119件，结转下年度8件。予以公开45件，占37.8%，部分公开18件，不予公开9件，无法提供36件，不予处理5件，其他处理6件。因政府信息公开引起的行政复议8件、行政诉讼5件，均获维持。收到申请数较上年增长20%。";

function measureNarratives(): string {
  const random = seeded(13);
  const [report] = syntheticBody("n", random);
  if (!report) return "";
  const text = Array.from({ length: 6 }, () => prose(random, 200)).join("。\n") + "\n" + OVERVIEW;
  const sections = [{ code: "overview" as const, text }];
  const count = 1000;
  const start = spent();
  for (let index = 0; index < count; index += 1) findContradictions({ ...report, sections }, null);
  const each = (spent() - start) / count;
  const share = ((100 * each) / LOAD_BUDGET).toFixed(1);
  return `正文核对：每份 ${each.toFixed(2)} 毫秒处理器时间（1500字），在载入时完成，占载入预算的 ${share}%`;
}

/** Prints how many random errors are located, and the time of all checks over a province. */
export async function run(): Promise<void> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  for (const layout of LAYOUTS) {
    print(`表三${layout.name}，各10000次随机差错`);
    for (const wrong of [1, 2, 3]) print(`  ${measureRepair(layout, wrong, 10_000)}`);
  }
  print(measureChecks());
  print(measureNarratives());
  print(measureCopies());
}
