/**
 * How a stretch of text differs in look from the text around it. `shifted` is raised by a measure of
 * its own, which is a mark only beside text that is not; `faint` may be too pale to be seen.
 */
export type Mark = "raised" | "lowered" | "shifted" | "struck" | "hidden" | "faint";

/** A stretch of text of one look. */
export interface Run {
  readonly text: string;
  readonly mark?: Mark;
}

/** A text of which some stretches may look otherwise than the rest. */
export interface MarkedText {
  /**
   * The text without raised, lowered, struck-out and hidden stretches; where nothing else is shown, the
   * raised or lowered one.
   */
  readonly text: string;
  /** The whole text; left out where no stretch is marked. */
  readonly runs?: readonly Run[];
}

const BLANK = /^[\s\u00A0\u3000]*$/;

/** Joins stretches of equal look; white space has none. */
export function toMarkedText(stretches: readonly Run[]): MarkedText {
  if (stretches.every(({ mark }) => mark === undefined))
    return { text: stretches.map(({ text }) => text).join("") };
  const shown = stretches.filter(({ text, mark }) => mark !== "hidden" && !BLANK.test(text));
  const isShifted = shown.length > 0 && shown.every(({ mark }) => mark === "shifted");
  const runs: { text: string; mark?: Mark }[] = [];
  for (const { text, mark: given } of stretches) {
    if (text === "") continue;
    const own = given === "shifted" ? (isShifted ? undefined : "raised") : given;
    const mark = BLANK.test(text) && own !== "hidden" ? undefined : own;
    const last = runs.at(-1);
    if (last && last.mark === mark) last.text += text;
    else runs.push(mark ? { text, mark } : { text });
  }
  if (!runs.some(({ mark }) => mark)) return { text: runs.map(({ text }) => text).join("") };
  const textOf = (...marks: readonly (Mark | undefined)[]): string =>
    runs
      .filter(({ mark }) => marks.includes(mark))
      .map(({ text }) => text)
      .join("")
      .trim();
  return { text: textOf(undefined, "faint") || textOf("raised", "lowered"), runs };
}

/** The text without white space around it. */
export function trimMarkedText(content: MarkedText): MarkedText {
  return content.runs ? content : { text: content.text.trim() };
}

/** Joins texts by a separator; one that shows and hides nothing is left out. */
export function joinMarkedTexts(texts: readonly MarkedText[], separator: string): MarkedText {
  const filled = texts.filter(({ text, runs }) => text.trim() !== "" || runs);
  if (filled.every(({ runs }) => !runs))
    return { text: filled.map(({ text }) => text).join(separator) };
  return toMarkedText(
    filled.flatMap(({ text, runs }, index) => [
      ...(index > 0 ? [{ text: separator }] : []),
      ...(runs ?? [{ text }]),
    ]),
  );
}

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/** What stands around a stretch that plain text cannot show otherwise. */
const NAMES: Readonly<Record<Exclude<Mark, "shifted">, string>> = {
  raised: "上标",
  lowered: "下标",
  struck: "划去",
  hidden: "隐藏",
  faint: "看不清",
};

/** The whole text with its marks, as plain text can show them: 〔划去：19876〕20517¹. */
export function showMarks({ text, runs }: MarkedText): string {
  return runs ? runs.map(showRun).join("").trim() : text;
}

function showRun({ text, mark }: Run): string {
  if (!mark || mark === "shifted") return text;
  const digits = mark === "raised" ? RAISED : mark === "lowered" ? LOWERED : "";
  if (digits !== "" && /^\d+$/.test(text))
    return text.replaceAll(/\d/g, (digit) => digits[Number(digit)] ?? digit);
  return `〔${NAMES[mark]}：${text.trim()}〕`;
}

/** The text as prose: raised and lowered digits as such, without what is struck out or hidden. */
export function toProse({ text, runs }: MarkedText): string {
  if (!runs) return text;
  return runs
    .filter(({ mark }) => mark !== "struck" && mark !== "hidden")
    .map((run) => (/^\d+$/.test(run.text) && run.mark !== "faint" ? showRun(run) : run.text))
    .join("");
}
