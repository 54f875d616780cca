import type { Readable } from "node:stream";
import { Busboy } from "@fastify/busboy";

/** What is done with the parts of a form, in their order; what either throws ends the form. */
export interface PartTaker {
  readonly field: (name: string, value: string, isCut: boolean) => void;
  /** Called as soon as the file begins; what it gives back is done once the files before it are done. */
  readonly file: (fileName: string) => (content: AsyncIterable<Uint8Array>) => Promise<void>;
}

/** Bytes of the headers of a part, and of a field. */
const HEADER_LIMIT = 8 * 1024;
/** Milliseconds within which a form whose bytes have all been taken is whole or not. */
const END_WITHIN = 5_000;

/**
 * Takes a form of several parts apart while it comes: no further bytes are asked for before those there are taken, so
 * that of a form of any size little is in memory (docs/decisions/061-multipart.md).
 * @param fieldLimit bytes of a field, of which longer ones are cut
 * @throws what taking a part threw, and an Error where the form is none or is cut off
 */
export async function takeParts(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
  taker: PartTaker,
  fieldLimit: number,
): Promise<void> {
  if (!contentType.startsWith("multipart/form-data")) throw new Error("no form of several parts");
  const parser = new Busboy({
    headers: { "content-type": contentType },
    preservePath: true,
    isPartAFile: (_name, _type, fileName) => fileName !== undefined,
    limits: { fieldSize: fieldLimit, headerSize: HEADER_LIMIT, headerPairs: 100 },
  });
  const open = new Set<Readable>();
  const failures: unknown[] = [];
  let files = Promise.resolve();
  let filesBefore = files;
  let goOn = (): void => undefined;
  const fail = (error: unknown): void => {
    failures.push(error);
    // Else whoever reads them would wait for ever.
    for (const content of open) content.destroy();
    goOn();
  };
  let isWhole = false;
  parser.once("finish", () => {
    isWhole = true;
    goOn();
  });
  parser.on("error", fail);
  parser.on("field", (name, value, _isNameCut, isCut) => {
    if (failures.length === 0) attempt(() => taker.field(name, value, isCut), fail);
  });
  parser.on("file", (_name, content, fileName) => {
    open.add(content);
    content.on("error", fail);
    content.once("close", () => open.delete(content));
    const take = failures.length === 0 ? attempt(() => taker.file(fileName), fail) : undefined;
    filesBefore = files;
    files = files
      .then(() => take?.(content))
      .then(() => void content.resume())
      .catch(fail);
  });
  try {
    for await (const { buffer, byteOffset, byteLength } of body) {
      await new Promise<void>((resolve) => {
        goOn = resolve;
        parser.write(Buffer.from(buffer, byteOffset, byteLength), () => resolve());
      });
      // Small files come several in one chunk: what is written of them may not fall behind.
      await filesBefore;
      if (failures.length > 0) break;
    }
    parser.end();
  } catch (error) {
    fail(error);
  }
  await files;
  const late = setTimeout(() => fail(new Error("a form without end")), END_WITHIN);
  await new Promise<void>((resolve) => {
    goOn = resolve;
    if (isWhole || failures.length > 0) resolve();
  });
  clearTimeout(late);
  if (failures.length > 0) throw failures[0];
}

function attempt<Result>(act: () => Result, fail: (error: unknown) => void): Result | undefined {
  try {
    return act();
  } catch (error) {
    fail(error);
    return undefined;
  }
}
