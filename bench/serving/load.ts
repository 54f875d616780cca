import http from "node:http";

/** What came of some requests; times in milliseconds. */
export interface Outcome {
  readonly perSecond: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** The time of the one that was asked first. */
  readonly first: number;
  /** The time below which a share of the answers of a status came. */
  readonly within: (share: number, status?: number) => number;
}

interface Answered {
  readonly status: number | "failed";
  readonly took: number;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });

/** Asks for an address and reads the answer to its end. */
export function ask(address: string, onBody?: (body: string) => void): Promise<Answered> {
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (status: number | "failed"): void =>
      resolve({ status, took: performance.now() - began });
    const headers = onBody ? {} : { "Accept-Encoding": "gzip, br" };
    http
      .get(address, { agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => void (onBody && parts.push(part)));
        response.on("error", () => end("failed"));
        response.on("end", () => {
          onBody?.(Buffer.concat(parts).toString("utf8"));
          end(response.statusCode ?? "failed");
        });
      })
      .on("error", () => end("failed"));
  });
}

/** As many as connections ask at once, each again as soon as it is answered. */
export async function askInTurn(
  next: () => string,
  { connections, seconds }: { readonly connections: number; readonly seconds: number },
): Promise<Outcome> {
  const answers: Answered[] = [];
  const began = performance.now();
  const until = began + seconds * 1_000;
  const keepAsking = async (): Promise<void> => {
    while (performance.now() < until) answers.push(await ask(next()));
  };
  await Promise.all(Array.from({ length: connections }, keepAsking));
  return outcomeOf(answers, performance.now() - began);
}

/** Asks so many times a second, whether or not the questions before are answered, as readers do. */
export async function askSteadily(
  next: () => string,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  onBody?: (body: string) => void,
): Promise<Outcome> {
  const asked: Promise<Answered>[] = [];
  const began = performance.now();
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const passed = performance.now() - began;
      const due = Math.min(seconds * perSecond, (passed / 1_000) * perSecond);
      while (asked.length < due) asked.push(ask(next(), onBody));
      if (passed < seconds * 1_000) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  return outcomeOf(await Promise.all(asked), performance.now() - began);
}

export function outcomeOf(answers: readonly Answered[], milliseconds: number): Outcome {
  const statuses: Record<string, number> = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  return {
    perSecond: answers.length / (milliseconds / 1_000),
    statuses,
    first: answers[0]?.took ?? Number.NaN,
    within: (share, status) => {
      const times = answers
        .filter((answer) => status === undefined || answer.status === status)
        .map(({ took }) => took)
        .sort((one, other) => one - other);
      return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
    },
  };
}
