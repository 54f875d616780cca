import process from "node:process";

interface Command {
  readonly summary?: string;
  readonly run: (args: string[]) => Promise<number>;
}

/** Each command is a module of this folder, loaded when it is called. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  read: () => import("./read"),
  load: () => import("./load"),
  status: () => import("./status"),
  sample: () => import("./sample"),
};

const HELP_WORDS = new Set(["help", "--help", "-h"]);

async function help(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => {
      const { summary = "" } = await load();
      return `  ${name.padEnd(8)}${summary}`;
    }),
  );
  return `用法：npm run etl -- 命令 [参数…]

命令：
${lines.join("\n")}

每个命令都可加 --help 查看说明和例子，如 npm run etl -- read --help
`;
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || HELP_WORDS.has(name)) {
    process.stdout.write(await help());
    return name === undefined ? 1 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    process.stderr.write(`没有“${name}”这个命令。\n${await help()}`);
    return 1;
  }
  return (await load()).run(args);
}

process.exitCode = await main(process.argv.slice(2));
