/**
 * Draws one page of a PDF: its path, the number of the page from 1 and the width in pixels (1,000 where left out) as arguments, a PNG on
 * standard output; where it cannot, a Chinese sentence on standard error and exit code 1. A process of its own, which
 * writes no file: who starts it bounds its time, and ends it without loss at any moment; pdfium's memory is bounded
 * here.
 */
import { readFile } from "node:fs/promises";
import process from "node:process";
import { drawPage } from "#etl/read/page-picture/draw-page";
import { reasonOf } from "./read";

const [path = "", page = "1", width = ""] = process.argv.slice(2);
try {
  process.stdout.write(await drawPage(await readFile(path), Number(page), Number(width)));
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}
