import { parseArgs, type ParseArgsConfig } from "node:util";
import { type CommandName, exitCodeOf, type OutcomeOf } from "./exit-codes";
import { describeSystemFailure } from "#store/system-failure";
import { printLines } from "./terminal";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Values<Given extends Options> = ReturnType<
  typeof parseArgs<{ options: Given; allowPositionals: true }>
>["values"];

interface CommandSpec<Name extends CommandName, Given extends Options> {
  readonly name: Name;
  /** How it is called: `npm run etl -- load`. */
  readonly call: string;
  /** What it does, in one line of the list of commands. */
  readonly summary: string;
  readonly help: string;
  readonly options: Given;
  /** Whether it takes paths beside its options. */
  readonly takesPaths: boolean;
  /** What came to nothing where it fails: 没有发布. */
  readonly failure: string;
  /** Does the work. Throws a sentence for the person who called. */
  readonly run: (values: Values<Given>, paths: readonly string[]) => Promise<OutcomeOf<Name>>;
}

/** A command of the command line. */
export interface Command {
  readonly summary: string;
  /** Runs it with its arguments and returns its exit code. */
  readonly run: (args: string[]) => Promise<number>;
}

/** Makes a command: every one reads its arguments, explains itself, fails and ends in the same way. */
export function defineCommand<Name extends CommandName, const Given extends Options>({
  name,
  call,
  summary,
  help,
  options,
  takesPaths,
  failure,
  run,
}: CommandSpec<Name, Given>): Command {
  return {
    summary,
    async run(args) {
      if (args.includes("--help") || args.includes("-h")) {
        process.stdout.write(help);
        return 0;
      }
      try {
        const config = { args, options, allowPositionals: true } as const;
        const { values, positionals } = parseCommandLine(config, takesPaths);
        return exitCodeOf(name, await run(values, positionals));
      } catch (error) {
        printLines(process.stderr, [
          ...`${failure}：${formatFailure(error)}`.split("\n"),
          `使用 ${call} --help 查看说明。`,
        ]);
        return exitCodeOf(name, "failed");
      }
    },
  };
}

/** A wrong call in Chinese, by the code of Node's error, whose message names the option in quotes. */
const MISTAKES: Readonly<Record<string, (name: string, said: string) => string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: (name) => `没有“${name}”这个选项。`,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: (name, said) =>
    said.includes("does not take") ? `选项“${name}”不带内容。` : `选项“${name}”后面缺少内容。`,
};

/**
 * The options and paths of a call, none of them empty: an unset variable in a script must not turn
 * into the current folder or the live data. Throws a sentence that says what is wrong with the call.
 */
function parseCommandLine<Given extends Options>(
  config: { readonly args: string[]; readonly options: Given; readonly allowPositionals: true },
  takesPaths: boolean,
): ReturnType<typeof parseArgs<{ options: Given; allowPositionals: true }>> {
  const parsed = parseStrictly(config);
  const values: Readonly<Record<string, unknown>> = parsed.values;
  for (const [name, value] of Object.entries(values))
    if (typeof value === "string" && value.trim() === "")
      throw new Error(`选项“--${name}”的内容是空的；请写明，或去掉这个选项。`);
  const [path] = parsed.positionals;
  if (path !== undefined && !takesPaths)
    throw new Error(`不认得“${path}”：这个命令只用选项，不用路径。`);
  if (parsed.positionals.some((each) => each.trim() === ""))
    throw new Error("有一个路径是空的；请写明，或把它去掉。");
  return parsed;
}

function parseStrictly<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const format = MISTAKES[String(error.code)];
    const name = /'([^' ]*)/u.exec(error.message)?.[1] ?? "";
    throw format ? new Error(format(name, error.message), { cause: error }) : error;
  }
}

/** Why a command failed, in a sentence, with the message of the system in brackets. */
function formatFailure(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const words = describeSystemFailure(said);
  return words === null ? said : `${words}。（${said}）`;
}
