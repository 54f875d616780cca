import { vi } from "vitest";
import { receive, type Reception } from "#desk/receive.server";
import { listRecords } from "#desk/intake-records.server";
import { isUnsettled, keepReading } from "#desk/reading-process.server";
import type { IntakeRecord } from "#domain/desk/intake-record";
import type { Store } from "#store/data-folder";
import { deskFolderOf } from "#store/desk-folder";

/** A file of a form: its name, as a browser sends it, and its content. */
export interface HandedFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

/** A form of the desk with these files. */
function formOf(files: readonly HandedFile[], fields: Readonly<Record<string, string>> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  for (const { name, bytes } of files) {
    form.append("path", name);
    form.append("documents", new Blob([Buffer.from(bytes)]), name.split("/").at(-1));
  }
  return form;
}

/** Hands files in at the desk of a store, as the form of its page does. */
export async function handIn(
  store: Store,
  files: readonly HandedFile[],
  batch = "batch",
): Promise<Reception> {
  const request = new Request("http://localhost/desk", {
    method: "POST",
    body: formOf(files, { batch }),
  });
  return receive(request, {
    folder: deskFolderOf(store),
    receivedBy: "本机用户",
    now: () => new Date(),
    isOwnForm: () => true,
  });
}

/** The records of a desk once nothing waits to be read any more. */
export async function readToEnd(store: Store): Promise<IntakeRecord[]> {
  await keepReading(store);
  return vi.waitFor(
    async () => {
      const records = await listRecords(deskFolderOf(store));
      if (records.some(isUnsettled)) throw new Error("something waits");
      return records;
    },
    { timeout: 60_000, interval: 100 },
  );
}
