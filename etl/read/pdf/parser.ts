import { join } from "node:path";
import { Worker as Thread } from "node:worker_threads";
import { PROJECT } from "../../../app/store/project.js";
import { UnreadableDocument } from "../document";
import { PDFWorker, VerbosityLevel } from "./pdfjs";

const SCRIPT = join(PROJECT, "etl", "read", "pdf", "parser-thread.js");
const MEMORY = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 64 };

/** A thread of pdf.js with the interface of a browser's Worker. */
class Parser extends EventTarget implements Worker {
  readonly thread = new Thread(SCRIPT, { execArgv: [], resourceLimits: MEMORY });
  readonly worker: PDFWorker;
  stopped = false;
  /** Called when the thread was stopped during a reading. */
  onStop: (why: UnreadableDocument) => void = () => undefined;
  onmessage = null;
  onmessageerror = null;
  onerror = null;

  constructor() {
    super();
    this.thread.on("message", (data) => this.dispatchEvent(new MessageEvent("message", { data })));
    this.thread.on("error", () =>
      this.stop("PDF解析时出错或内存超过上限，已停止，请检查文件是否异常"),
    );
    this.worker = PDFWorker.create({ port: this, verbosity: VerbosityLevel.ERRORS });
  }

  postMessage(message: unknown): void {
    this.thread.postMessage(message);
  }

  terminate(): void {
    this.stopped = true;
    IDLE.delete(this);
    void this.thread.terminate();
  }

  stop(why: string): void {
    this.terminate();
    this.onStop(new UnreadableDocument(why));
  }
}

/** Idle threads, reused because starting one takes as long as reading several pages. */
const IDLE = new Set<Parser>();

/**
 * Runs the reading of one document with a thread of pdf.js. A damaged document can keep pdf.js busy
 * without a pause, and a thread can be stopped.
 *
 * @param timeLimit milliseconds
 * @throws UnreadableDocument when the time or the memory runs out
 */
export function withParser<T>(
  read: (worker: PDFWorker) => Promise<T>,
  timeLimit: number,
): Promise<T> {
  const [parser = new Parser()] = IDLE;
  IDLE.delete(parser);
  parser.thread.ref();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => parser.stop(`读取超过${timeLimit / 1000}秒，已停止，请检查文件是否异常`),
      timeLimit,
    );
    const finish = (): void => {
      clearTimeout(timer);
      parser.thread.unref();
      if (!parser.stopped) IDLE.add(parser);
    };
    parser.onStop = (why) => {
      finish();
      reject(why);
    };
    read(parser.worker).finally(finish).then(resolve, reject);
  });
}
