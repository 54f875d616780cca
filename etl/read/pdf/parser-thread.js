// Where pdf.js takes documents apart, so that what it drops or gets lost in stays out of the reader.
import process from "node:process";
import { parentPort } from "node:worker_threads";
import { WorkerMessageHandler } from "pdfjs-dist/legacy/build/pdf.worker.mjs";

// pdf.js fetches pages ahead; one that cannot be had says so again when it is asked for.
process.on("unhandledRejection", () => {});
WorkerMessageHandler.initializeFromPort(parentPort);
