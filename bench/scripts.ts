import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { z } from "zod";

export const title = "First-load JavaScript of every page, gzipped";

const BUDGET_KB = 110;
const CLIENT = "build/site/client";

const moduleSchema = z.object({ module: z.string(), imports: z.array(z.string()).default([]) });
const manifestSchema = z.object({
  entry: moduleSchema,
  routes: z.record(
    z.string(),
    z.object({ ...moduleSchema.shape, id: z.string(), path: z.string().optional() }),
  ),
});

/** What the browser is told to load; written by the build as a script that assigns it. */
function manifest(): z.infer<typeof manifestSchema> | null {
  const folder = `${CLIENT}/assets`;
  if (!existsSync(folder)) return null;
  const file = readdirSync(folder).find((name) => name.startsWith("manifest-"));
  if (file === undefined) return null;
  const text = readFileSync(`${folder}/${file}`, "utf8");
  return manifestSchema.parse(JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)));
}

const sizes = new Map<string, number>();
function gzipped(asset: string): number {
  const known = sizes.get(asset);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(`${CLIENT}${asset}`)).length;
  sizes.set(asset, size);
  return size;
}

/** Prints what each page that shows something loads before it can be used, against the budget. */
export function run(): string {
  const built = manifest();
  if (!built) return `没有 ${CLIENT}：请先运行 npm run build`;
  const { root } = built.routes;
  return Object.values(built.routes)
    .filter(({ id }) => existsSync(`app/${id}.tsx`))
    .map(({ path = "/", module, imports }) => {
      const parts = [built.entry, ...(root ? [root] : [])].flatMap((each) => [
        each.module,
        ...each.imports,
      ]);
      const assets = new Set([...parts, module, ...imports]);
      const kilobytes = [...assets].reduce((sum, asset) => sum + gzipped(asset), 0) / 1024;
      const over = kilobytes > BUDGET_KB ? "  OVER" : "";
      return `${path.padEnd(24)}${kilobytes.toFixed(1).padStart(7)} KB  ${(kilobytes / BUDGET_KB).toFixed(2)} of ${BUDGET_KB} KB${over}`;
    })
    .join("\n");
}
