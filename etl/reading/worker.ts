import process from "node:process";
import type { ReadingResult, ReadingTask } from "../intake/ledger";
import { answerParent, type WorkerMessage } from "./answer-parent";
import { ReadingCache } from "./cache";
import { readDocument, type ReadingPlace } from "./read-document";
import { openReader } from "./reader";

/** What this process says to the load. */
export type ReadingMessage = WorkerMessage<ReadingResult>;

/** Reads, archives and keeps documents in a process of its own. */
function work(place: ReadingPlace): void {
  const tools = { reader: openReader(), cache: new ReadingCache(place.store) };
  answerParent((task: ReadingTask) => readDocument(task, place, tools));
}

work(JSON.parse(process.argv.at(-1) ?? ""));
