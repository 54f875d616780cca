import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { COMMAND_NAMES, EXIT_CODES, exitCodeOf, formatExitCodes } from "#cli/exit-codes";
import { PROJECT } from "../../app/store/project.js";

const COMMANDS = {
  read: async () => (await import("#cli/read")).readCommand,
  check: async () => (await import("#cli/check")).checkCommand,
  load: async () => (await import("#cli/load")).loadCommand,
  status: async () => (await import("#cli/status")).statusCommand,
  restore: async () => (await import("#cli/restore")).restoreCommand,
  journal: async () => (await import("#cli/journal")).journalCommand,
  sample: async () => (await import("#cli/sample")).sampleCommand,
  briefing: async () => (await import("#cli/briefing")).briefingCommand,
  verify: async () => (await import("#cli/verify")).verifyCommand,
};

async function run(name: keyof typeof COMMANDS, args: string[]) {
  let said = "";
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => Boolean((said += String(text))));
  try {
    return { code: await (await COMMANDS[name]()).run(args), said };
  } finally {
    vi.restoreAllMocks();
  }
}

describe("the table of exit codes", () => {
  it.each(COMMAND_NAMES)("gives every outcome of %s a code of its own, success 0", (name) => {
    const codes = Object.values(EXIT_CODES[name]).map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(exitCodeOf(name, "done")).toBe(0);
  });

  it.each(COMMAND_NAMES)("is what the help of %s says, which ends with 0", async (name) => {
    const { code, said } = await run(name, ["--help"]);
    expect(code).toBe(0);
    expect(said).toMatch(/^用法：/);
    expect(said).toContain(formatExitCodes(name));
  });

  it.each(COMMAND_NAMES)(
    "decides how a wrong call of %s ends, which says so in Chinese",
    async (name) => {
      const { code, said } = await run(name, ["--bogus"]);
      expect(code).toBe(exitCodeOf(name, "failed"));
      expect(said).toMatch(
        /^\p{Script=Han}+：没有“--bogus”这个选项。\n使用 npm run .* --help 查看说明。\n$/u,
      );
    },
  );

  it("is followed by the guides", () => {
    const guide = readFileSync(join(PROJECT, "docs", "guides", "briefing.zh-CN.md"), "utf8");
    expect(guide).toContain(formatExitCodes("verify"));
  });

  it("is the only place of the command line that names a code", () => {
    const cli = join(PROJECT, "cli");
    const sources = readdirSync(cli, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => ({ name, text: readFileSync(join(cli, name), "utf8") }));
    // Programs that the server starts, and nobody calls, end as their own docstrings say.
    const commands = sources.filter(({ text }) => text.includes("defineCommand"));
    expect(commands.length).toBeGreaterThan(COMMAND_NAMES.length);
    for (const { name, text } of commands)
      expect(text, name).not.toMatch(/return [12];|exitCode = \d/);
  });
});
