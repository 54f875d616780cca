import { posix } from "node:path";
import { UnreadableDocument } from "../read/document";
import { LIMITS } from "../read/limits";
import { findBody, isMimeMessage, type MimePart, parseMime } from "../read/mime";
import {
  type Entry,
  isArchiveOfDocuments,
  isEncrypted,
  isOutsideName,
  isSwollen,
  listEntries,
  unpackEntry,
} from "../read/office-package";
import { PAGE_ENDINGS } from "./saved-pages";

/** A document that lies in an archive or came with a mail. */
export interface BundledFile {
  /** Its way within the bundle: 2023/某区.docx. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The mail it came with, in words; null for a file of an archive. */
  readonly source: string | null;
}

/** A file of a bundle that cannot be unpacked, and why. */
export interface UnopenedFile {
  readonly file: string;
  readonly reason: string;
}

/** What is in an archive of documents or a mail with attachments. */
export interface Bundle {
  /** Unpacks one file after another; a file that cannot be is left out and named in `unopened`. */
  readonly files: Iterable<BundledFile>;
  /** Complete once `files` has come to its end. */
  readonly unopened: readonly UnopenedFile[];
}

const BUNDLE_ENDINGS = new Set(["", ".zip", ".eml"]);

/**
 * Whether a file may be a bundle by its name or, named as a page, is an archive by its first bytes, so
 * that the whole of it is worth a look.
 *
 * @param head the first four bytes or more
 */
export function mayBeBundle(file: string, head: Uint8Array): boolean {
  const ending = posix.extname(file).toLowerCase();
  return BUNDLE_ENDINGS.has(ending) || (PAGE_ENDINGS.includes(ending) && isZip(head));
}

function isZip(head: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, at) => head[at] === byte);
}

/**
 * Opens an archive of documents or a mail with attachments, with the bundles in it; undefined for a
 * document, and for an archive that cannot be opened, which its reader refuses.
 *
 * @param file name for messages
 */
export function openBundle(bytes: Uint8Array, file: string): Bundle | undefined {
  const unopened: UnopenedFile[] = [];
  const budget = { bytes: LIMITS.bundleUnpackedBytes };
  const files = membersOf(bytes, file, { unopened, budget, depth: 0 });
  return files && { files: giveNames(files), unopened };
}

interface Opening {
  readonly unopened: UnopenedFile[];
  /** Bytes that may still be unpacked. */
  readonly budget: { bytes: number };
  readonly depth: number;
}

function membersOf(
  bytes: Uint8Array,
  file: string,
  opening: Opening,
): Iterable<BundledFile> | undefined {
  if (isArchiveOfDocuments(bytes)) {
    const entries = tryListing(bytes);
    return entries && filesOfArchive(bytes, entries, file, opening);
  }
  if (!isMimeMessage(bytes)) return undefined;
  const attachments = attachmentsOf(bytes);
  return attachments.length === 0 ? undefined : filesOfMail(bytes, attachments, file, opening);
}

function tryListing(bytes: Uint8Array): Entry[] | undefined {
  try {
    const entries = listEntries(bytes, LIMITS.bundleEntries).filter(isDocument);
    const packed = entries.reduce((sum, entry) => sum + entry.packed, 0);
    // Files that share their bytes are made to unpack without end.
    return entries.length > 0 && packed <= bytes.length ? entries : undefined;
  } catch (error) {
    if (error instanceof UnreadableDocument) return undefined;
    throw error;
  }
}

/** Folders and what systems leave behind in an archive are none. */
function isDocument({ name }: Entry): boolean {
  const parts = name.split(/[/\\]/);
  return !/[/\\]$/.test(name) && !parts.includes("__MACOSX");
}

function* filesOfArchive(
  archive: Uint8Array,
  entries: readonly Entry[],
  file: string,
  opening: Opening,
): Generator<BundledFile> {
  const seen = new Set<string>();
  for (const entry of entries) {
    const name = posix.normalize(entry.name.replaceAll("\\", "/"));
    const refusal =
      refusalOf(entry, opening) ?? (seen.has(name) ? "与包内另一个文件重名，未读取" : null);
    seen.add(name);
    try {
      if (refusal !== null) throw new UnreadableDocument(refusal);
      const { bytes } = unpackEntry(archive, entry);
      opening.budget.bytes -= bytes.length;
      yield* withBundlesWithin({ name, bytes, source: null }, file, opening);
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      opening.unopened.push({ file: `${file}/${name}`, reason: error.message });
    }
  }
}

function refusalOf(entry: Entry, { budget }: Opening): string | null {
  if (isOutsideName(entry.name)) return "文件名指向包外目录，疑为恶意文件，未读取";
  if (isEncrypted(entry)) return "已加密，需要密码才能打开，未读取；请提供未加密的文件";
  if (entry.unpacked > LIMITS.bytes)
    return `超过${LIMITS.bytes / 1024 / 1024}MB，不像一份年度报告，未读取`;
  if (isSwollen(entry)) return "解开后体积异常（疑为压缩炸弹），未读取";
  if (entry.unpacked > budget.bytes) return "压缩包解开后总体积过大，未读取；请分成几个压缩包";
  return null;
}

/** A file, or the files in it where it is a bundle itself. */
function* withBundlesWithin(
  found: BundledFile,
  file: string,
  opening: Opening,
): Generator<BundledFile> {
  const inner =
    opening.depth < LIMITS.bundleNesting && mayBeBundle(found.name, found.bytes)
      ? membersOf(found.bytes, `${file}/${found.name}`, { ...opening, depth: opening.depth + 1 })
      : undefined;
  if (!inner) return yield found;
  for (const within of inner)
    yield {
      ...within,
      name: `${found.name}/${within.name}`,
      source: within.source ?? found.source,
    };
}

/** The parts of a message that are files of their own, pictures shown in its text left out. */
function attachmentsOf(bytes: Uint8Array): MimePart[] {
  try {
    const message = parseMime(bytes);
    return message.type === "multipart/related" ? [] : findAttachments(message);
  } catch (error) {
    if (error instanceof UnreadableDocument) return [];
    throw error;
  }
}

const NO_ATTACHMENT =
  /^(?:image\/|text\/calendar|application\/(?:x-)?pkcs7-signature|text\/x-vcard)/;

function findAttachments(part: MimePart): MimePart[] {
  if (part.parts.length > 0)
    return part.type === "multipart/related"
      ? part.parts.flatMap(findAttachments).filter(({ isAttachment }) => isAttachment)
      : part.parts.flatMap(findAttachments);
  const isFile = part.isAttachment || part.fileName !== null || part.type === "message/rfc822";
  return isFile && (part.isAttachment || !NO_ATTACHMENT.test(part.type)) ? [part] : [];
}

/** A mail's text with at least this many rows of tables may be a report too. */
const ROWS_OF_A_REPORT = 20;

function* filesOfMail(
  bytes: Uint8Array,
  attachments: readonly MimePart[],
  file: string,
  opening: Opening,
): Generator<BundledFile> {
  const message = parseMime(bytes);
  const source = describeMail(message, file);
  const body = findBody(message);
  const rows = body ? Buffer.from(body.bytes).toString("latin1").match(/<tr\b/gi)?.length : 0;
  if ((rows ?? 0) >= ROWS_OF_A_REPORT) yield { name: "正文.eml", bytes, source };
  for (const { fileName, type, bytes: content } of attachments) {
    const name = fileName ?? (type === "message/rfc822" ? "转发的邮件.eml" : "附件");
    if (content.length > opening.budget.bytes) {
      const reason = "附件总体积过大，未读取；请另存后提供";
      opening.unopened.push({ file: `${file}/${name}`, reason });
      continue;
    }
    opening.budget.bytes -= content.length;
    yield* withBundlesWithin({ name, bytes: content, source }, file, opening);
  }
}

/** 邮件“年报.eml”的附件（发件人：…；主题：…；日期：…）. */
function describeMail({ headers }: MimePart, file: string): string {
  const facts = [
    ["发件人", "from"],
    ["主题", "subject"],
    ["日期", "date"],
  ].flatMap(([label, name = ""]) => {
    const value = headers.get(name);
    return value ? [`${label ?? ""}：${value}`] : [];
  });
  const about = facts.length > 0 ? `（${facts.join("；")}）` : "";
  return `邮件“${posix.basename(file)}”的附件${about}`;
}

/** Numbers files of one name: 年报.docx, 年报 (2).docx. */
function* giveNames(files: Iterable<BundledFile>): Generator<BundledFile> {
  const counts = new Map<string, number>();
  for (const found of files) {
    const count = (counts.get(found.name) ?? 0) + 1;
    counts.set(found.name, count);
    const { dir, name, ext } = posix.parse(found.name);
    yield count === 1 ? found : { ...found, name: posix.join(dir, `${name} (${count})${ext}`) };
  }
}
