/**
 * Requests of pages for data that failed and wait to be tried again: while one waits, the page stays as it is. A
 * visitor who goes elsewhere drops it.
 */
const waiting = new Set<() => void>();
const listeners = new Set<() => void>();

const announce = (): void => listeners.forEach((listener) => listener());

/** Calls a listener whenever requests begin or cease to wait; returns how to stop. */
export function listenToHeldRequests(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function isAnyRequestHeld(): boolean {
  return waiting.size > 0;
}

/** Tries every waiting request again. */
export function retryHeldRequests(): void {
  for (const retry of [...waiting]) retry();
}

type Send = typeof fetch;

/** Statuses of a server that cannot answer now. */
const isOutOfOrder = (status: number): boolean => status === 429 || status >= 500;

/** Whether the server could not answer; what a page itself refuses is an answer. */
function hasFailed(response: Response): boolean {
  return isOutOfOrder(response.status) && !response.headers.has("X-Remix-Catch");
}

/** How often a request asks again by itself, and the longest that it waits for that, in seconds. */
const TIMES_BY_ITSELF = 2;
const PATIENCE = 5;

/** After how many seconds a busy server wants to be asked again; null where it does not say, or has others wait long. */
function secondsUntilAskedAgain(response: Response | null): number | null {
  const seconds = Number(response?.headers.get("Retry-After") ?? Number.NaN);
  return seconds >= 0 && seconds <= PATIENCE ? seconds : null;
}

/**
 * A `fetch` that holds failed requests of pages for data until they are tried again; others pass as they are. A server
 * that is busy for a moment is asked again twice before the visitor hears of it.
 */
export function holdFailures(send: Send): Send {
  return async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    if (!new URL(address, window.location.href).searchParams.has("_data")) return send(input, init);
    for (let asked = 1; ; asked += 1) {
      const answer = await send(input instanceof Request ? input.clone() : input, init).catch(
        (error: unknown) => {
          if (signal?.aborted) throw error;
          return null;
        },
      );
      if (answer !== null && !hasFailed(answer)) return answer;
      const seconds = asked <= TIMES_BY_ITSELF ? secondsUntilAskedAgain(answer) : null;
      if (seconds === null) await waitForRetry(signal);
      else await rest(seconds * 1_000, signal);
    }
  };
}

/** @throws the reason of the signal when the request is dropped meanwhile */
function rest(milliseconds: number, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const drop = (): void => {
      clearTimeout(timer);
      reject(new DOMException("Dropped", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", drop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", drop, { once: true });
  });
}

/** @throws the reason of the signal when the request is dropped meanwhile */
function waitForRetry(signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => (): void => {
      waiting.delete(retry);
      settle();
      announce();
    };
    const retry = end(resolve);
    const drop = end(() => reject(new DOMException("Dropped", "AbortError")));
    signal?.addEventListener("abort", drop, { once: true });
    waiting.add(retry);
    announce();
  });
}
