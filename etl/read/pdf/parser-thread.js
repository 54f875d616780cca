// Where pdf.js takes documents apart, so that what it drops or gets lost in stays out of the reader.
import process from "node:process";
import { parentPort } from "node:worker_threads";
import { inflateSync } from "node:zlib";

/** Bytes of a stream above which pdf.js unpacks it by itself, as it does with damaged ones. */
const LARGEST_STREAM = 64 * 1024 * 1024;

/** What pdf.js unpacks streams with, without a thread and chunks for each of hundreds of small ones. */
class Decompression {
  #packed = new Uint8Array();

  constructor(format) {
    if (format !== "deflate") throw new TypeError(`no decompression of ${format}`);
    this.writable = {
      getWriter: () => ({
        ready: Promise.resolve(),
        write: (bytes) => {
          this.#packed = bytes;
          return Promise.resolve();
        },
        close: () => Promise.resolve(),
      }),
    };
    const unpack = () => inflateSync(this.#packed, { maxOutputLength: LARGEST_STREAM });
    this.readable = {
      async *[Symbol.asyncIterator]() {
        yield unpack();
      },
    };
  }
}
globalThis.DecompressionStream = Decompression;

// Its polyfills of what it calls most take a tenth of its time (pdfjs.ts).
const { push } = Array.prototype;
const { parse, stringify } = JSON;
const { WorkerMessageHandler } = await import("pdfjs-dist/legacy/build/pdf.worker.mjs");
Object.assign(Array.prototype, { push });
Object.assign(JSON, { parse, stringify });

// pdf.js fetches pages ahead; one that cannot be had says so again when it is asked for.
process.on("unhandledRejection", () => {});
WorkerMessageHandler.initializeFromPort(parentPort);
