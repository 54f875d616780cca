import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { readDocument } from "#etl/read/formats";
import { recogniseReport } from "#etl/recognise/recognise-report";
import { loadDivisions } from "#etl/intake/register";
import { loadBodies } from "#etl/intake/bodies";
import { DivisionNames } from "#etl/intake/division-names";

const dataSchema = z.object({
  pages: z.array(z.instanceof(Uint8Array)),
  /** Rounds through the pages, before the measure begins and in it. */
  warmingUp: z.int(),
  measured: z.int(),
});

/** Reads and recognises pages: says that it is warm, and when it was told to go and has done so, that it is done. */
async function work(): Promise<void> {
  const { pages, warmingUp, measured } = dataSchema.parse(workerData);
  const register = new DivisionNames(loadDivisions(), loadBodies());
  const read = async (rounds: number): Promise<void> => {
    for (let round = 0; round < rounds; round += 1)
      for (const page of pages)
        recogniseReport(await readDocument(page, "示例.html"), { register });
  };
  await read(warmingUp);
  parentPort?.once(
    "message",
    () => void read(measured).then(() => parentPort?.postMessage("done")),
  );
  parentPort?.postMessage("warm");
}

await work();
