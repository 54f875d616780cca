/**
 * Says where a PDF prints what was read of it: its path as argument, JSON that fits pagePlacesSchema on standard
 * output, by which a box can be drawn over the picture of a page (page-picture.ts): x / width of the page and so on
 * are shares of the picture. Where it cannot, a Chinese sentence on standard error and exit code 1. A process of its
 * own, which writes no file: who starts it bounds its time and memory.
 */
import { readFile } from "node:fs/promises";
import process from "node:process";
import type { PagePlaces } from "#domain/report/page-places";
import { findPdfPlaces } from "#etl/read/pdf";
import { reasonOf } from "./read";

const [path = ""] = process.argv.slice(2);
try {
  const places: PagePlaces = await findPdfPlaces(await readFile(path));
  process.stdout.write(`${JSON.stringify(places)}\n`);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}
