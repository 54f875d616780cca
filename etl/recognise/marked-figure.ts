import type { MarkedText, Run } from "../read/marked-text";
import { NOTE_MARK_AT_END } from "./printed-text";

/** What a cell means once the marks of its text are settled. */
interface SettledFigure {
  /** Null where the marks leave open which figure is meant. */
  readonly text: string | null;
  /** What was set aside, each in a few words. */
  readonly asides: readonly string[];
  /** Whether text was set aside that may have been a figure. */
  readonly omits: boolean;
}

/** A mark of a note that can be nothing else: 注1, [1], ①, *. */
const NOTE_MARK =
  /^(?:[(（[［【〔](?:(?:注|注释|见注|备注)\d{0,2}|\d{1,2})[)）\]］】〕]|\d{1,2}[)）\]］】〕]|[1-9]\d?(?:[,，、][1-9]\d?)+|(?:注|注释|见注|备注)[\d一二三四五六七八九十①-⑳]{0,2}|[①-⑳⑴-⒇❶-❿➀-➓]|[*＊※†‡#△▲☆★]{1,3}|[(（]?[a-z][)）]?)$/iu;
/** A bare number beside a figure may be a note's, or an exponent, or more digits of the figure. */
const BARE_MARK = /^[1-9]\d?$/;
const COUNT = /^\d[\d,]*$/;
const MAY_BE_RAISED_TO_A_POWER = /^(?:[1-9]|10)$/;

/**
 * Decides what a figure's cell means whose text bears marks: an old figure struck out or hidden before
 * or after the one that stands is set aside, and so is the mark of a note after a figure. Everything
 * else stays open: a figure that is struck out or raised as a whole, marks within it, a raised number
 * that may be an exponent or a decimal.
 *
 * @param isCount whether the cell counts things, so that a raised number cannot be a decimal
 */
export function settleMarks({ text, runs }: MarkedText, isCount: boolean): SettledFigure {
  const stretches = splitNoteMark(runs ?? [{ text }]).filter(isMeaningful);
  const removed = stretches.filter(isRemoved);
  const asides = removed.map(
    (run) => `${run.mark === "struck" ? "已划去" : "隐藏"}“${tight(run)}”`,
  );
  const open: SettledFigure = { text: null, asides, omits: removed.length > 0 };
  const from = stretches.findIndex((run) => !isRemoved(run));
  const to = stretches.findLastIndex((run) => !isRemoved(run)) + 1;
  if (from < 0) return stretches.length === 0 ? { ...open, text: "" } : open;
  const [figure, ...marks] = stretches.slice(from, to);
  // A struck-out or hidden stretch within the figure is among these.
  if (!figure || figure.mark || marks.some((run) => run.mark !== "raised")) return open;
  if (marks.length === 0) return { ...open, text: figure.text };
  const mark = marks.map(tight).join("");
  if (!isNoteMark(mark, figure.text.trim(), isCount)) return open;
  return { ...open, text: figure.text, asides: [...asides, `注释标记“${mark}”`] };
}

function isRemoved({ mark }: Run): boolean {
  return mark === "struck" || mark === "hidden";
}

/** Whether a stretch can matter to a figure. */
function isMeaningful({ text, mark }: Run): boolean {
  return mark === "hidden" ? /\d/.test(text) : text.trim() !== "";
}

function tight({ text }: Run): string {
  return text.replaceAll(/\s+/g, "");
}

/** Takes a mark of a note off the end of plain text, where no look sets it apart. */
function splitNoteMark(runs: readonly Run[]): readonly Run[] {
  const last = runs.findLastIndex((run) => !isRemoved(run) && run.text.trim() !== "");
  const run = runs[last];
  const mark = run?.mark ? undefined : NOTE_MARK_AT_END.exec(run?.text ?? "")?.[1];
  if (!run || mark === undefined) return runs;
  const figure = { text: run.text.trimEnd().slice(0, -mark.length) };
  return runs.toSpliced(last, 1, figure, { text: mark.normalize("NFKC"), mark: "raised" });
}

function isNoteMark(mark: string, figure: string, isCount: boolean): boolean {
  if (NOTE_MARK.test(mark)) return true;
  if (!BARE_MARK.test(mark)) return false;
  if (/[件项个元]$/.test(figure)) return true;
  return isCount && COUNT.test(figure) && !MAY_BE_RAISED_TO_A_POWER.test(figure);
}
