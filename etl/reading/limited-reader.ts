import type { ChildProcess } from "node:child_process";
import type { ReadReport } from "#domain/report/read-report";
import type { ManifestRow } from "#domain/reviewed/manifest";
import { bundle } from "../../tools/bundle.js";
import { UnreadableDocument } from "../read/document";
import { LIMITS } from "../read/limits";
import type { WorkerMessage } from "./answer-parent";
import { type ChildLimits, type Death, runChild } from "./child";
import { reasonOf } from "./death-reason";

/** A document that may lie in no file, such as one of an archive. */
export interface NamedBytes {
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly manifest: ManifestRow | null;
}

/** What a process made of a document; a refusal is a Chinese sentence. */
export type ReadOrRefused = { readonly report: ReadReport } | { readonly refusal: string };

interface Asked {
  readonly document: NamedBytes;
  readonly resolve: (outcome: ReadOrRefused) => void;
  readonly reject: (error: unknown) => void;
  limits: ChildLimits;
  isLate: boolean;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Reads documents one after another under the limits of a load, in a process that is stopped with the document that
 * passes them; the next one gets a new process. Nothing is kept of what is read.
 */
export class LimitedReader {
  readonly #end = new AbortController();
  #child: ChildProcess | undefined;
  #asked: Asked | undefined;

  constructor(
    private readonly limits: ChildLimits = LIMITS.reading,
    private readonly script?: URL,
  ) {}

  /** @throws UnreadableDocument also for a document that took too long or too much memory */
  async read(document: NamedBytes): Promise<ReadReport> {
    if (document.bytes.length > LIMITS.bytes)
      throw new UnreadableDocument("文件超过 64 MB，不像一份年度报告，未读取");
    const outcome = await new Promise<ReadOrRefused>((resolve, reject) => {
      this.#asked = {
        document,
        resolve,
        reject,
        limits: this.limits,
        isLate: false,
        timer: undefined,
      };
      if (this.#child) this.#send(this.#child);
      else this.#start().catch(reject);
    });
    if ("refusal" in outcome) throw new UnreadableDocument(outcome.refusal);
    return outcome.report;
  }

  /** Ends the process. */
  close(): void {
    this.#end.abort();
  }

  async #start(): Promise<void> {
    const script = this.script ?? (await bundle("etl/reading/bytes-worker.ts"));
    const died = await runChild<WorkerMessage<ReadOrRefused>>({
      script,
      data: null,
      limits: this.limits,
      signal: this.#end.signal,
      onMessage: (message, child) => this.#listen(message, child),
    }).catch((error: unknown) => {
      if (this.#end.signal.aborted) return null;
      throw error;
    });
    this.#child = undefined;
    this.#explain(died);
  }

  #listen(message: WorkerMessage<ReadOrRefused>, child: ChildProcess): void {
    if ("ready" in message) {
      this.#child = child;
      this.#send(child);
    } else if ("scanning" in message) this.#limit(LIMITS.scan, child);
    else if ("result" in message) this.#take()?.resolve(message.result);
    else this.#take()?.reject(new Error(message.failure));
  }

  #send(child: ChildProcess): void {
    this.#limit(this.limits, child);
    if (this.#asked) child.send(this.#asked.document);
  }

  #limit(limits: ChildLimits, child: ChildProcess): void {
    const asked = this.#asked;
    if (!asked) return;
    clearTimeout(asked.timer);
    asked.limits = limits;
    asked.timer = setTimeout(() => {
      asked.isLate = true;
      child.kill("SIGKILL");
    }, limits.wait);
  }

  #take(): Asked | undefined {
    const asked = this.#asked;
    this.#asked = undefined;
    clearTimeout(asked?.timer);
    return asked;
  }

  /** Gives the document that ended the process its reason. */
  #explain(died: Death | null): void {
    const asked = this.#take();
    asked?.resolve({ refusal: reasonOf(asked.isLate ? "wait" : died, asked.limits) });
  }
}
