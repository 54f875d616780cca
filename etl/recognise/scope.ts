import type { BodyKind, Scope } from "#domain/report/body";

const AREA = "(?:[省市县区州旗盟师]|园区|高新区|开发区|经开区|新区|兵团)";
const PARTS = "(?:部门|单位|街道|[乡镇]|镇街|园区)";

/** What a preface gathers where it gathers only what is its body's own: 汇总本机关政府信息公开工作情况，编制本报告. */
const OWN_ALONE =
  "本(?:机关|单位)(?:20\\d{2}年度?|政府信息公开|工作|年度|相关|有关|的|数据|情况)*，?编制";

/** Phrases that say the figures are those of every body of the jurisdiction. */
const JURISDICTION = [
  new RegExp(`(?:综合|汇总)(?!${OWN_ALONE})[^。；]{0,40}(?:数据|情况)?[^。；]{0,12}编制`),
  new RegExp(`(?:数据|范围)[^。；]{0,20}全${AREA}[^。；]{0,6}行政机关`),
  new RegExp(`全${AREA}(?:各级|所有|各)?(?:行政|国家)机关`),
  new RegExp(`汇总[^。；]{0,8}全${AREA}`),
  new RegExp(`汇总[^。；]{0,30}${PARTS}[^。；]{0,12}(?:数据|情况)`),
  /涵盖[^。；]{0,30}各?(?:县|区|乡|镇|街道)/,
  new RegExp(
    `(?:数据|报告|年报)[^。；，]{0,16}(?<![不未])(?:包括|包含|涵盖|覆盖|(?<!包)含)[^。；]{0,20}各?(?:级|个)?${PARTS}`,
  ),
  new RegExp(`各${PARTS}[^。；，]{0,12}(?:数据|情况)[^。；，]{0,6}汇总`),
];

/** Weaker phrases of the same meaning, which an office also uses of the work it leads. */
const WHOLE_AREA = [
  new RegExp(
    `[全我]${AREA}(?:各级行政机关|各级各部门)?(?:共|新|累计)*(?:受理|收到|接收|新收|收办|办理)[^。；]{0,12}(?:申请|件)`,
  ),
];

/** Phrases that say the figures are the body's own. */
const ORGAN = [
  /(?:仅|只)(?:为|含|包括|包含|限|统计|涉及)?本(?:机关|单位|级)/,
  /(?<!不)(?:仅|只)(?:为|是|限|含|包括|包含|统计)\p{Script=Han}{1,10}?本(?:机关|单位|级)/u,
  new RegExp(`(?:综合|汇总)${OWN_ALONE}`),
  /(?:我|本)(?:办(?!法|理)|局|委|厅|室|中心|街道|镇|乡)/,
  /(?:政府本级|市本级|区本级|县本级)/,
  /以[^。；，]{0,6}政府为被申请人/,
];

/** Decisions of a year in table 二: of every body of an area there are many and of several sorts, of one office none. */
export interface PowerFigures {
  readonly licensing: number | null;
  readonly penalty: number | null;
  readonly coercion: number | null;
}

/** What a report says of its scope, in words and in figures. */
export interface ScopeClues {
  readonly preface: string;
  readonly overview: string;
  readonly powers: PowerFigures;
}

/** A scope, and why it was taken where the report does not state it in words. */
interface InferredScope {
  readonly scope: Scope;
  readonly because?: "figures";
}

/**
 * The scope of a report, from the kind of its body, its own words and, where these are silent or contradict each
 * other, its decisions in table 二; unknown where those leave it open too, or the opposite of what its words say.
 */
export function inferScope(kind: BodyKind | null, clues: ScopeClues): InferredScope {
  if (kind === "department" || kind === "township") return { scope: "organ" };
  const stated = readStatedScope(kind, clues);
  const counted = scopeInFigures(clues.powers);
  if (kind === "office" && stated === "unknown")
    return counted === "jurisdiction" ? { scope: counted, because: "figures" } : { scope: "organ" };
  if (stated !== "unknown" || kind === null) return { scope: stated };
  return counted === "unknown" ? { scope: counted } : { scope: counted, because: "figures" };
}

function readStatedScope(kind: BodyKind | null, { preface, overview }: ScopeClues): Scope {
  const states = (clues: readonly RegExp[], text: string): boolean =>
    clues.some((clue) => clue.test(text));
  const whole = states(JURISDICTION, preface);
  const text = `${preface}\n${overview}`;
  if (kind === "office") return whole ? "jurisdiction" : states(ORGAN, text) ? "organ" : "unknown";
  const jurisdiction = whole || states([...JURISDICTION, ...WHOLE_AREA], text);
  const organ = states(ORGAN, text);
  if (whole && !states(ORGAN, preface)) return "jurisdiction";
  if (jurisdiction === organ) return "unknown";
  return jurisdiction ? "jurisdiction" : "organ";
}

/** Sorts of decision, and decisions, that a government or its office does not make by itself. */
const MANY_SORTS = 2;
const MANY = 100;

function scopeInFigures({ licensing, penalty, coercion }: PowerFigures): Scope {
  const figures = [licensing, penalty, coercion];
  const known = figures.flatMap((figure) => figure ?? []);
  const sum = known.reduce((total, figure) => total + figure, 0);
  const sorts = known.filter((figure) => figure > 0).length;
  if (sorts >= MANY_SORTS || sum >= MANY) return "jurisdiction";
  return known.length === figures.length && sum === 0 ? "organ" : "unknown";
}
