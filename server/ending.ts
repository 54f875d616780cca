/** The signals that ask a process to end. */
export const ENDING = ["SIGINT", "SIGTERM"] as const;

/** Milliseconds between two looks. */
const PAUSE = 500;

/**
 * Asks this process to end once the shell has ended that npm started it in: a shell that is asked to end does so at once and
 * does not hand the request on, so that whoever ends `npm start` would leave a server on its port.
 */
export function endWithShell(): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const shell = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, PAUSE).unref();
}
