import { useCallback, useRef, useState } from "react";
import type { DeskReception } from "./data.server";

/** How far the files that were chosen have come. */
interface UploadProgress {
  readonly files: number;
  sent: number;
  /** Why the rest was not sent; null while it goes well. */
  failure: string | null;
  /** How many the server had already. */
  known: number;
  readonly isOver: boolean;
}

/** A file with the folders it lay in. */
export interface ChosenFile {
  readonly file: File;
  readonly path: string;
}

/** Files of one request, and their bytes: so that results come while others are still sent. */
const FILES_TOGETHER = 20;
const BYTES_TOGETHER = 16 * 1024 * 1024;
/** Characters of a way that are sent. */
const LONGEST_PATH = 1_000;
const TABLE = /(?:^|\/)manifest\.csv$/u;

/** Sends chosen files some at a time, and what was sent when it is cancelled or fails stays. */
export function useUpload(token: string, onSent: (batch: string) => void) {
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const running = useRef<AbortController | null>(null);

  const send = useCallback(
    async (chosen: readonly ChosenFile[], batch: string): Promise<void> => {
      if (chosen.length === 0 || running.current) return;
      const over = new AbortController();
      running.current = over;
      const state: Omit<UploadProgress, "isOver"> = {
        files: chosen.length,
        sent: 0,
        failure: null,
        known: 0,
      };
      const show = (isOver: boolean): void => setProgress({ ...state, isOver });
      show(false);
      try {
        for (const part of partsOf(chosen)) {
          const answer = await sendPart(part, { token, batch }, over.signal);
          if (answer.state === "refused") {
            state.failure = answer.reason;
            break;
          }
          state.sent += part.length;
          state.known += answer.known;
          show(false);
          onSent(batch);
        }
      } catch {
        state.failure = over.signal.aborted
          ? "已停止发送；已经发送的留在下面。"
          : "连接中断，其余没有发送。请检查网络后把它们再拖进来；已经收到的不会重复收。";
      }
      running.current = null;
      show(true);
      onSent(batch);
    },
    [token, onSent],
  );
  return { progress, send, stop: () => running.current?.abort() };
}

/** The files in parts that are sent one after another; tables that speak of the others come first. */
function partsOf(chosen: readonly ChosenFile[]): ChosenFile[][] {
  const ordered = [
    ...chosen.filter(({ path }) => TABLE.test(path)),
    ...chosen.filter(({ path }) => !TABLE.test(path)),
  ];
  const parts: ChosenFile[][] = [];
  let bytes = 0;
  for (const each of ordered) {
    const last = parts.at(-1);
    bytes += each.file.size;
    if (last && last.length < FILES_TOGETHER && bytes <= BYTES_TOGETHER) last.push(each);
    else {
      parts.push([each]);
      bytes = each.file.size;
    }
  }
  return parts;
}

async function sendPart(
  part: readonly ChosenFile[],
  fields: { readonly token: string; readonly batch: string },
  signal: AbortSignal,
): Promise<DeskReception> {
  const form = new FormData();
  form.set("token", fields.token);
  form.set("batch", fields.batch);
  for (const { file, path } of part) {
    form.append("path", path.slice(-LONGEST_PATH));
    form.append("documents", file, file.name);
  }
  const response = await fetch("/desk/upload", { method: "POST", body: form, signal });
  if (!(response.headers.get("Content-Type") ?? "").includes("json"))
    return { state: "refused", reason: "没有收下，请刷新页面再试。" };
  // What the server writes there.
  const answer: DeskReception = await response.json();
  return answer;
}

/** The files of an input, with their folders where a folder was chosen. */
export function filesOfInput(list: FileList | null): ChosenFile[] {
  return [...(list ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/** The files that were dropped, those of folders too. */
export async function filesOfDrop(items: DataTransferItemList): Promise<ChosenFile[]> {
  // The entries are gone once the event is over.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return (await Promise.all(entries.map(filesOfEntry))).flat();
}

async function filesOfEntry(entry: FileSystemEntry): Promise<ChosenFile[]> {
  if (isFileEntry(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, path: entry.fullPath.replace(/^\//u, "") }];
  }
  if (!isFolderEntry(entry)) return [];
  const reader = entry.createReader();
  const found: FileSystemEntry[] = [];
  // A reader hands out a hundred at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(filesOfEntry))).flat();
}

function isFileEntry(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolderEntry(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
