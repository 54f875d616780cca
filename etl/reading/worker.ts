import process from "node:process";
import type { ReadingResult, ReadingTask } from "../intake/ledger";
import { scanWatch } from "../read/scan";
import { ReadingCache } from "./cache";
import { readDocument, type ReadingPlace } from "./read-document";
import { openReader } from "./reader";

/**
 * Message of a process that reads: that it is ready, then the result of each document it was given, before it that
 * the document is a scan, or why the load must end.
 */
export type WorkerMessage =
  | { readonly ready: true }
  | { readonly scanning: true }
  | { readonly result: ReadingResult }
  | { readonly failure: string };

/** Reads documents one after another in a process of its own, which may be stopped at any time. */
function work(place: ReadingPlace): void {
  const tools = { reader: openReader(), cache: new ReadingCache(place.store) };
  const say = (message: WorkerMessage): void => void process.send?.(message);
  // Ctrl-C reaches every process of a terminal; the load stops this one.
  process.on("SIGINT", () => undefined);
  process.on("disconnect", () => process.exit());
  scanWatch.onBegin = () => {
    say({ scanning: true });
    process.emit("message", "scan", undefined);
  };
  process.on("message", (task: ReadingTask | "scan") => {
    // That is for the thread that watches.
    if (task === "scan") return;
    void readDocument(task, place, tools).then(
      (result) => say({ result }),
      (error: unknown) => say({ failure: error instanceof Error ? error.message : String(error) }),
    );
  });
  say({ ready: true });
}

work(JSON.parse(process.argv.at(-1) ?? ""));
