/**
 * Whether this process is ended from outside when a document takes it too long or too much memory: only then may a
 * document be given to a program that cannot be stopped from within.
 */
export const watchedProcess = { isWatched: false };
