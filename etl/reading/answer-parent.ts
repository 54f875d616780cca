import process from "node:process";
import { scanWatch } from "../read/scan";
import { watchedProcess } from "../read/watched-process";

/**
 * Message of a process that reads: that it is ready, then the result of each document it was given, before it that
 * the document is a scan, or why nothing more can be read.
 */
export type WorkerMessage<Result> =
  | { readonly ready: true }
  | { readonly scanning: true }
  | { readonly result: Result }
  | { readonly failure: string };

/** Reads the documents that the parent process sends, one after another; the process may be stopped at any time. */
export function answerParent<Task, Result>(read: (task: Task) => Promise<Result>): void {
  const say = (message: WorkerMessage<Result>): void => void process.send?.(message);
  watchedProcess.isWatched = true;
  // Ctrl-C reaches every process of a terminal; the parent stops this one.
  process.on("SIGINT", () => undefined);
  process.on("disconnect", () => process.exit());
  scanWatch.onBegin = () => {
    say({ scanning: true });
    process.emit("message", "scan", undefined);
  };
  process.on("message", (task: Task | "scan") => {
    // That is for the thread that watches.
    if (task === "scan") return;
    void read(task).then(
      (result) => say({ result }),
      (error: unknown) => say({ failure: error instanceof Error ? error.message : String(error) }),
    );
  });
  say({ ready: true });
}
