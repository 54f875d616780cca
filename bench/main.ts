import { readdirSync } from "node:fs";
import { basename, extname } from "node:path";

/** One bench: a file of this folder that exports what it is called and what measures it. */
interface Bench {
  readonly title: string;
  readonly run: () => unknown;
}

function isBench(module: unknown): module is Bench {
  if (typeof module !== "object" || module === null) return false;
  return (
    "title" in module &&
    typeof module.title === "string" &&
    "run" in module &&
    typeof module.run === "function"
  );
}

const all = readdirSync(import.meta.dirname)
  .filter((file) => extname(file) === ".ts" && file !== basename(import.meta.filename))
  .map((file) => basename(file, ".ts"));

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`没有名为${unknown.join("、")}的测量，可选：${all.join("、")}\n`);
  process.exit(2);
}

/** Runs the benches named on the command line, or all of them; each prints its own table. */
for (const name of asked.length > 0 ? asked : all) {
  const module: unknown = await import(`./${name}.ts`);
  if (!isBench(module)) continue;
  process.stdout.write(`\n## ${module.title}\n\n`);
  const said = await module.run();
  if (typeof said === "string") process.stdout.write(`${said}\n`);
}
