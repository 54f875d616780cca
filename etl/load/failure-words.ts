/** What the file system says when it takes no more, and what a person can do about it. */
const DISK_FAILURES: readonly (readonly [RegExp, string])[] = [
  [/ENOSPC|EDQUOT|No space left|quota exceeded/i, "磁盘已满；请腾出空间后再运行一次"],
  [/EFBIG|File too large/i, "文件超过系统允许的大小；请放宽限制后再运行一次"],
  [/EROFS|Read-only file system/i, "磁盘只能读不能写；请检查磁盘"],
  [/EACCES|EPERM|Permission denied/i, "没有读写权限；请检查数据文件夹的权限"],
  [/EIO\b|Input\/output error/i, "磁盘读写出错；请检查磁盘"],
];

/** Why a load failed, in a sentence; what the system said stands behind it. */
export function failureInWords(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const [, words] = DISK_FAILURES.find(([sign]) => sign.test(said)) ?? [];
  return words === undefined ? said : `${words}。（${said}）`;
}
