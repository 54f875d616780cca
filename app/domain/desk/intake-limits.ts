const MEGABYTE = 1024 * 1024;

/** What may be handed in at the desk at once; here and nowhere else. What is in an archive the reader bounds. */
export const INTAKE_LIMITS = {
  /** Bytes of a document, and of an archive or a mail of documents: as many as a load takes. */
  fileBytes: 64 * MEGABYTE,
  bundleBytes: 512 * MEGABYTE,
  /** Files of a batch, and their bytes. */
  files: 10_000,
  batchBytes: 4096 * MEGABYTE,
  /** Bytes of all that is being received and waits to be read, in whatever batches. */
  waitingBytes: 8192 * MEGABYTE,
  /** Bytes of the disk that are left to what is loaded and read. */
  diskLeft: 1024 * MEGABYTE,
  /** Characters of a name with its folders; of a longer one the end is kept. */
  nameLength: 300,
  /** Requests whose files are being received. */
  atOnce: 4,
} as const;

const DOCUMENT_ENDINGS = [
  ...["html", "htm", "shtml", "xhtml", "mht", "mhtml", "txt", "md", "markdown"],
  ...["docx", "doc", "wps", "rtf", "odt", "xlsx", "xlsm", "xls", "et", "ods", "csv"],
  ...["pdf", "ofd", "png", "jpg", "jpeg"],
];
const BUNDLE_ENDINGS = ["zip", "eml"];
/** Of which the reader says what to do instead. */
const EXPLAINED_ENDINGS = ["rar", "7z", "msg", "uof", "xml", "tif", "tiff", "bmp", "gif"];
/** Pages that servers make, saved as they were called, and names without an ending. */
const PAGE_ENDINGS = ["", "jsp", "aspx", "asp", "php", "do"];

const KEPT_ENDINGS: ReadonlySet<string> = new Set([
  ...DOCUMENT_ENDINGS,
  ...BUNDLE_ENDINGS,
  ...EXPLAINED_ENDINGS,
]);

/** Under which files are kept that say of themselves what they are. */
const PLAIN_ENDING = "bin";

/**
 * The ending that a file is kept under, of a list of those that are allowed; null for what is no document. The reader
 * goes by content, so that a wrong one does no harm.
 */
export function keptEndingOf(name: string): string | null {
  const ending = endingOf(name);
  if (KEPT_ENDINGS.has(ending)) return ending;
  return PAGE_ENDINGS.includes(ending) ? PLAIN_ENDING : null;
}

/** What stands behind the last full stop of a name, in small letters. */
function endingOf(name: string): string {
  return /[^/.]\.([^./]*)$/u.exec(name)?.[1]?.toLowerCase().trim() ?? "";
}

/** Bytes that a file of a name may have. */
export function bytesAllowedOf(name: string): number {
  return BUNDLE_ENDINGS.includes(endingOf(name))
    ? INTAKE_LIMITS.bundleBytes
    : INTAKE_LIMITS.fileBytes;
}

/** Files that lie beside documents and are none, with what they are: notes, and what systems leave behind. */
const NO_DOCUMENTS = [
  { names: /^README\./iu, words: "文件夹的说明文件，不是年度报告，没有收。" },
  { names: /^~\$/u, words: "打开文档时留下的临时文件，不是年度报告，没有收。" },
  {
    names: /^(?:\.|Thumbs\.db$|desktop\.ini$)/iu,
    words: "系统自动生成的文件，不是年度报告，没有收。",
  },
] as const;
const LEFT_FOLDER = /(?:^|\/)(?:__MACOSX|\$RECYCLE\.BIN|System Volume Information)\//iu;

/** Why a file is passed over, as a load does in silence; null where it may be a document. */
export function explainPassedOver(name: string): string | null {
  const own = LEFT_FOLDER.test(name) ? "." : (name.split("/").at(-1) ?? "");
  return NO_DOCUMENTS.find(({ names }) => names.test(own))?.words ?? null;
}

/**
 * The name that people gave a file, with the folders it lay in, as data: without what cannot be seen, ways that lead
 * out, and more characters than a name has.
 */
export function tidyGivenName(given: string): string {
  const parts = given
    .split(/[/\\]/u)
    .map((part) => part.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "").trim())
    .filter((part) => part !== "" && part !== "." && part !== "..");
  const name = [...parts.join("/")].slice(-INTAKE_LIMITS.nameLength).join("").replace(/^\/+/u, "");
  return name === "" ? "未命名" : name;
}
