import { parseArgs, type ParseArgsConfig } from "node:util";

/** What Node says of a wrong call, by its code; it names the option or argument in quotes. */
const MISTAKES: Readonly<Record<string, (name: string, said: string) => string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: (name) => `没有“${name}”这个选项。`,
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: (name) => `不认得“${name}”：这个命令只用选项，不用路径。`,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: (name, said) =>
    said.includes("does not take") ? `选项“${name}”不带内容。` : `选项“${name}”后面缺少内容。`,
};

/**
 * The options and paths of a call, none of them empty: an unset variable in a script must not turn
 * into the current folder or the live data. Throws a sentence that says what is wrong with the call.
 */
export function parseCommandLine<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  const parsed = parseStrictly(config);
  const values: Readonly<Record<string, unknown>> = parsed.values;
  for (const [name, value] of Object.entries(values))
    if (typeof value === "string" && value.trim() === "")
      throw new Error(`选项“--${name}”的内容是空的；请写明，或去掉这个选项。`);
  if (parsed.positionals.some((path) => path.trim() === ""))
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
    const words = MISTAKES[String(error.code)];
    const name = /'([^' ]*)/u.exec(error.message)?.[1] ?? "";
    throw words ? new Error(words(name, error.message), { cause: error }) : error;
  }
}

/** What the file system says when it takes no more, and what a person can do about it. */
const DISK_FAILURES: readonly (readonly [RegExp, string])[] = [
  [/ENOSPC|EDQUOT|No space left|quota exceeded/i, "磁盘已满；请腾出空间后再运行一次"],
  [/EFBIG|File too large/i, "文件超过系统允许的大小；请放宽限制后再运行一次"],
  [/EROFS|Read-only file system/i, "磁盘只能读不能写；请检查磁盘"],
  [/EACCES|EPERM|Permission denied/i, "没有读写权限；请检查数据文件夹的权限"],
  [/EIO\b|Input\/output error/i, "磁盘读写出错；请检查磁盘"],
];

/** Why a load failed, in a sentence; what the system said stands behind it. */
export function formatFailure(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const [, words] = DISK_FAILURES.find(([sign]) => sign.test(said)) ?? [];
  return words === undefined ? said : `${words}。（${said}）`;
}
