import process from "node:process";
import type { Command } from "./command";
import { COMMAND_NAMES, type CommandName, NO_COMMAND } from "./exit-codes";

/** Each command is a module of this folder, loaded when it is called. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  read: async () => (await import("./read")).readCommand,
  check: async () => (await import("./check")).checkCommand,
  load: async () => (await import("./load")).loadCommand,
  status: async () => (await import("./status")).statusCommand,
  restore: async () => (await import("./restore")).restoreCommand,
  journal: async () => (await import("./journal")).journalCommand,
  sample: async () => (await import("./sample")).sampleCommand,
  briefing: async () => (await import("./briefing")).briefingCommand,
  verify: async () => (await import("./verify")).verifyCommand,
};

const HELP_WORDS = new Set(["help", "--help", "-h"]);

async function formatHelp(): Promise<string> {
  const lines = await Promise.all(
    COMMAND_NAMES.map(async (name) => `  ${name.padEnd(10)}${(await COMMANDS[name]()).summary}`),
  );
  return `用法：npm run etl -- 命令 [参数…]

命令：
${lines.join("\n")}

每个命令都可加 --help 查看说明和例子，如 npm run etl -- read --help
`;
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || HELP_WORDS.has(name)) {
    process.stdout.write(await formatHelp());
    return name === undefined ? NO_COMMAND : 0;
  }
  // `npm run briefing -- verify 文件` is `npm run etl -- verify 文件`.
  const called = name === "briefing" && args[0] === "verify" ? args.shift() : name;
  const command = COMMAND_NAMES.find((each) => each === called);
  if (!command) {
    process.stderr.write(`没有“${name}”这个命令。\n${await formatHelp()}`);
    return NO_COMMAND;
  }
  return (await COMMANDS[command]()).run(args);
}

process.exitCode = await main(process.argv.slice(2));
