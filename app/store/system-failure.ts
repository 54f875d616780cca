import process from "node:process";

/** Errors of the system by a word of their message, with what a person can do about them. */
const SYSTEM_FAILURES: readonly (readonly [RegExp, string])[] = [
  [/ENOSPC|EDQUOT|No space left|quota exceeded/i, "磁盘已满；请腾出空间后再运行一次"],
  [/EFBIG|File too large/i, "文件超过系统允许的大小；请放宽限制后再运行一次"],
  [/EROFS|Read-only file system/i, "磁盘只能读不能写；请检查磁盘"],
  [/EACCES|EPERM|Permission denied/i, "没有读写权限；请检查数据文件夹的权限"],
  [/ENOENT/, "没有这个文件或文件夹；请核对路径"],
  [/ENOTDIR/, "路径中间有一段是文件，不是文件夹；请核对路径"],
  [/EISDIR/, "这是文件夹，不是文件；请核对路径"],
  [/EMFILE|ENFILE/, "同时打开的文件太多；请关闭一些程序后再运行一次"],
  [/EIO\b|Input\/output error/i, "磁盘读写出错；请检查磁盘"],
];

/** What went wrong with the system and what to do, from the message of an error; null where it says none of that. */
export function describeSystemFailure(said: string): string | null {
  return SYSTEM_FAILURES.find(([sign]) => sign.test(said))?.[1] ?? null;
}

/**
 * What to tell people of an error: our own say it themselves, in Chinese; of the system's what is to be done; of others
 * only the person who keeps the program makes something.
 */
export function sentenceOf(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const words = describeSystemFailure(said);
  if (words !== null) return `${words}。`;
  if (/\p{Script=Han}/u.test(said)) return said;
  process.stderr.write(`${error instanceof Error ? (error.stack ?? said) : said}\n`);
  return "程序出了意外错误。请与系统维护人员联系。";
}
