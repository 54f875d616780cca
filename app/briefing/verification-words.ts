import type { ReturnedList } from "./returned-list";
import type { FileFingerprint } from "./file-fingerprint";
import type { Verification } from "./fingerprint";

type CheckedFile = Pick<FileFingerprint, "edited" | "rewritten" | "places"> &
  Partial<Pick<FileFingerprint, "isWorkbook">>;
type ComparedFingerprint = Pick<Verification, "same"> & {
  readonly parts: readonly Pick<Verification["parts"][number], "key" | "same">[];
};

/** Whether the data and definitions are those the file was written from; not whether the file was edited. */
function formatDataComparison({ same, parts }: ComparedFingerprint): string {
  if (same) return "数据、口径和数字均与文件写成时相同。";
  return parts.some((part) => part.key === "figures" && part.same)
    ? "写成时的数字与现有数据一致，只是数据或者口径已经更新。"
    : "写成时的数字与现有数据不一致，请重新生成后再使用。";
}

/**
 * The headline of a verification: a changed file first, then whether the data still give it. `file`
 * is null where only a fingerprint was given.
 */
export function formatVerification(
  verification: ComparedFingerprint,
  file: CheckedFile | null,
): string {
  const further = verification.same ? "" : formatDataComparison(verification);
  const numbers = file ? countChangedNumbers(file) : 0;
  if (numbers > 0) return `文件已被改动：${numbers}处数字与写成时不同。${further}`;
  if (file?.rewritten) return `文件文字已被改动：与写成时不完全相同。${further}`;
  if (!verification.same) return further;
  return file?.rewritten === false
    ? `一致：${formatDataComparison(verification)}`
    : `校验指纹一致：现有数据和口径与写成时相同；文件中的数字有没有被改过没有检查。`;
}

/** Which parts of the file itself a verification has examined, and which it has not. */
export function formatExaminedParts(file: CheckedFile | null): string {
  if (file === null)
    return "只比较了校验指纹，没有检查文件内容是否被改动；要检查，请选择Word文档（docx）。";
  if (file.rewritten === null) return "没有检查：文字、工作表单元格和图形是否被改动。";
  if (file.isWorkbook)
    return `各工作表的单元格逐格作了检查${file.rewritten ? "，改动过的各处已经列出" : "，均与写成时相同"}；行的次序和列的位置不计。没有检查格式、批注。`;
  if (file.rewritten && file.places !== null)
    return "正文和表格的文字、数字逐段作了检查，改动过的各处已经列出。填写发文字号、日期等待填处也属文字改动。没有检查图形、格式、页眉页脚、脚注的内容和压缩文件中的其他文件。";
  return file.rewritten
    ? "正文引用的数字逐处作了检查；其他数字和文字改在何处没有检查，请与重新生成的文件对照。填写发文字号、日期等待填处也属文字改动。没有检查图形、格式、页眉页脚、脚注的内容和压缩文件中的其他文件。"
    : "正文和表格的全部文字、数字均与写成时相同。没有检查图形、格式、页眉页脚、脚注的内容和压缩文件中的其他文件。";
}

/** Numbers found changed: by their places, or by the figures where the file does not describe its paragraphs. */
function countChangedNumbers({ edited, places }: CheckedFile): number {
  const placed = (places ?? []).filter(({ kind }) => kind === "number").length;
  return Math.max(edited.length, placed);
}

/** Heading over the places of a file where its words or numbers were edited. */
export const CHANGED_PLACES_HEADING = "文件中在写成以后改动过的各处";

/** Heading over the figures of a file that were edited by hand. */
export const EDITED_FIGURES_HEADING = "文件中在写成以后被改动过的数字";

/** 问题清单，共3项，已填整改结果2项，未填1项；1项的内容与发出时不同；发出时有的1项已被删去。 */
export function formatReturnedList({
  rows,
  answered,
  unknown,
  removed,
  otherSheets,
}: ReturnedList): string {
  const changed = rows.filter((row) => row.changed.length > 0).length;
  return [
    `问题清单，共${rows.length}项，已填整改结果${answered}项，未填${rows.length - answered}项`,
    changed === 0 ? "其余各栏与发出时相同" : `${changed}项的内容与发出时不同`,
    removed === null || removed.length === 0 ? "" : `发出时有的${removed.length}项已被删去`,
    unknown.length === 0 ? "" : `另有${unknown.length}行没有问题编号，或者编号与别的行相同`,
    otherSheets === 0 ? "" : `发出时的另外${otherSheets}个地区不在这个文件里`,
  ]
    .filter(Boolean)
    .join("；")
    .concat("。");
}
