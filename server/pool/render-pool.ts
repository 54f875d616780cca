import { type ChildProcess, fork } from "node:child_process";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { type Answer, Busy, type Question, type Renderer } from "../answers/answer";
import { type LaneName, LANES, laneOf } from "../answers/lanes";
import type { FromProcess, ToProcess } from "./messages";
import { WaitingLine } from "./waiting-line";

/**
 * A process beyond this many bytes is replaced by a fresh one once it has answered. Pictures, documents and pages in turn
 * bring the one that makes files to 375 MB, the other to 290; each that is replaced costs three seconds of processor for the next.
 */
const GROWN = 430 * 1024 ** 2;
/** Beyond this it is replaced even where readers wait who would be refused meanwhile. */
const OVERGROWN = 490 * 1024 ** 2;
/** Of V8's heap of a process, in MB; what is drawn and queried lies outside. */
const HEAP = 280;
/** Several that collect V8's garbage at once wait for each other: a profile took a fifth more of the processors. */
const ONE_COLLECTOR = "--single-threaded-gc";
/** The C library keeps what is freed apart for each thread, which took 30 MB more of a process and saved no time. */
const FEWER_ARENAS = { MALLOC_ARENA_MAX: "2" };
/** Milliseconds before a process is started anew that ended before it was ready: twice as many each time, as where its program is missing. */
const PAUSE = 1_000;
const LONGEST_PAUSE = 8_000;
/** Milliseconds after which a process that has not said that it is ready counts as one that never will. */
const READY_WITHIN = 60_000;

interface Task {
  readonly id: number;
  readonly question: Question;
  readonly lane: LaneName;
  /** Whether a process died of it, or with it. */
  wasLost: boolean;
  readonly isGivenUp: () => boolean;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** A place for a process that renders, and what it does. */
interface Seat {
  /** Whether files are made here: what draws and packs grows, and one that grows is enough. */
  readonly makesFiles: boolean;
  child: ChildProcess | null;
  wasFilled: boolean;
  isReady: boolean;
  /** How many were started here, one after the other, that have not been ready. */
  failures: number;
  task: Task | null;
  /** The line of its last task. */
  last: LaneName;
  since: number;
  timer: NodeJS.Timeout | null;
  /** Whether it was ended since its task took too long. */
  isOverdue: boolean;
  /** What it is still to answer for itself, when nobody waits. */
  cold: readonly Question[];
  /** How many of those there were. */
  coldAtFirst: number;
}

/**
 * Renders in processes of their own, each one question at a time, so that whoever waits for none of it (an answer
 * that is kept, a static file, a refusal) is answered at once. One process makes the files, and
 * pages when there are none; the others are left to the pages. A process that hangs, dies or grows is replaced; what was
 * asked of one that died is asked once more of another (docs/decisions/050-serving.md).
 */
export class RenderPool implements Renderer {
  readonly #seats: readonly Seat[];
  readonly #lines = {
    pages: new WaitingLine<Task>(LANES.pages),
    files: new WaitingLine<Task>(LANES.files),
  };
  #lastId = 0;
  /** What every process answers for itself, and who waits until all have. */
  #warming: readonly Question[] = [];
  #whenWarm: (() => void)[] = [];
  #isClosed = false;

  constructor(
    private readonly script: URL,
    processes = Math.max(1, Math.min(2, os.availableParallelism())),
    private readonly readyWithin = READY_WITHIN,
    /** What the script is told. */
    private readonly given: readonly string[] = [],
  ) {
    this.#seats = Array.from({ length: processes }, (_, place) => ({
      makesFiles: place === processes - 1,
      child: null,
      wasFilled: false,
      isReady: false,
      failures: 0,
      task: null,
      last: "files" as const,
      since: 0,
      timer: null,
      isOverdue: false,
      cold: [],
      coldAtFirst: 0,
    }));
    this.#fillNext();
  }

  /** Whether a question would be taken up. */
  get isAlive(): boolean {
    return this.#seats.some(({ isReady }) => isReady);
  }

  busyFor(address: string): Busy | null {
    const lane = laneOf(address);
    const line = this.#lines[lane];
    const places = this.#placesFor(lane);
    if (!line.isFull(places)) return null;
    return Busy.for(Math.max(1, Math.ceil(line.expectedWait(places) / 1000)));
  }

  answer(question: Question, signal: AbortSignal, isOwn = false): Promise<Answer> {
    const busy = isOwn ? null : this.busyFor(question.address);
    if (busy) return Promise.reject(busy);
    const lane = laneOf(question.address);
    const line = this.#lines[lane];
    return new Promise<Answer>((resolve, reject) => {
      const task: Task = {
        id: (this.#lastId += 1),
        question,
        lane,
        wasLost: false,
        isGivenUp: () => signal.aborted,
        resolve: (answer) => {
          signal.removeEventListener("abort", giveUp);
          resolve(answer);
        },
        reject: (error) => {
          signal.removeEventListener("abort", giveUp);
          reject(error);
        },
      };
      const giveUp = (): void => {
        const seat = this.#seats.find((each) => each.task === task);
        if (seat) tell(seat, { cancelled: task.id });
        else if (line.leave(task)) reject(signal.reason);
      };
      signal.addEventListener("abort", giveUp, { once: true });
      line.join(task);
      this.#assign();
    });
  }

  warm(questions: readonly Question[]): Promise<void> {
    this.#warming = questions;
    for (const seat of this.#seats) this.#cool(seat);
    return new Promise((resolve) => {
      this.#whenWarm.push(resolve);
      this.#assign();
    });
  }

  close(): void {
    this.#isClosed = true;
    for (const { child } of this.#seats) child?.kill("SIGKILL");
  }

  #placesFor(lane: LaneName): number {
    if (lane === "files") return 1;
    // One that is being started takes no turns, and who joins would wait for the others.
    return Math.max(1, this.#seats.filter((seat) => this.#takesTurns(seat)).length);
  }

  /** What a process is to answer for itself from the beginning: files where they are made. */
  #cool(seat: Seat): void {
    seat.cold = this.#warming.filter(
      ({ address }) => seat.makesFiles || laneOf(address) === "pages",
    );
    seat.coldAtFirst = seat.cold.length;
  }

  /** The first page of a fresh process takes a second: that one is its own, as long as another can answer readers. */
  #takesTurns(seat: Seat): boolean {
    return seat.isReady && (hasBegun(seat) || !this.#seats.some(hasBegun));
  }

  /**
   * Whether a process may end now: nobody waits for a page, and another takes turns until the next is ready, three seconds of a
   * processor later. Two of the same age grow alike and would end together.
   */
  #canSpare(seat: Seat): boolean {
    const others = this.#seats.filter((each) => each !== seat);
    if (this.#lines.pages.length > 0) return false;
    return others.length === 0 || others.some((other) => this.#takesTurns(other));
  }

  #assign(): void {
    for (const seat of this.#seats) {
      if (!seat.isReady || seat.task) continue;
      const task =
        (this.#takesTurns(seat) ? this.#nextFor(seat) : undefined) ?? this.#nextCold(seat);
      if (task) this.#begin(seat, task);
    }
    if (this.#seats.some(({ isReady, cold }) => isReady && cold.length > 0)) return;
    for (const tellWarm of this.#whenWarm.splice(0)) tellWarm();
  }

  /** What a process answers for nobody but itself. */
  #nextCold({ cold: [question] }: Seat): Task | undefined {
    if (!question) return undefined;
    const id = (this.#lastId += 1);
    const lane = laneOf(question.address);
    return {
      ...{ id, question, lane, wasLost: true },
      isGivenUp: () => true,
      resolve: () => undefined,
      reject: () => undefined,
    };
  }

  /** Pages before files; but where both wait, a process takes them in turn. */
  #nextFor(seat: Seat): Task | undefined {
    const { pages, files } = this.#lines;
    const makesFile = files.length > 0 && seat.makesFiles;
    if (makesFile && (pages.length === 0 || seat.last === "pages")) return files.next();
    return pages.next();
  }

  #begin(seat: Seat, task: Task): void {
    seat.task = task;
    seat.cold = seat.cold.filter(({ address }) => address !== task.question.address);
    seat.last = task.lane;
    seat.since = performance.now();
    seat.isOverdue = false;
    seat.timer = setTimeout(() => {
      seat.isOverdue = true;
      seat.child?.kill("SIGKILL");
    }, LANES[task.lane].limit);
    tell(seat, { id: task.id, question: task.question });
  }

  /** One after the other: started at once, each would keep the first reader waiting for the others. */
  #fillNext(): void {
    const next = this.#seats.find(({ wasFilled }) => !wasFilled);
    if (next && !this.#isClosed) this.#fill(next);
  }

  #fill(seat: Seat): void {
    seat.wasFilled = true;
    const child = fork(fileURLToPath(this.script), this.given, {
      serialization: "advanced",
      env: { ...process.env, ...FEWER_ARENAS },
      execArgv: [`--max-old-space-size=${HEAP}`, ONE_COLLECTOR],
    });
    seat.child = child;
    seat.isReady = false;
    this.#cool(seat);
    seat.failures += 1;
    const overdue = setTimeout(() => {
      if (seat.child === child && !seat.isReady) child.kill("SIGKILL");
    }, this.readyWithin);
    child.on("message", (message: FromProcess) => this.#receive(seat, message));
    child.on("error", () => child.kill("SIGKILL"));
    child.once("exit", () => {
      clearTimeout(overdue);
      seat.child = null;
      seat.isReady = false;
      this.#loseTask(seat);
      if (this.#isClosed) return;
      this.#fillNext();
      setTimeout(() => this.#isClosed || this.#fill(seat), pauseAfter(seat.failures));
    });
  }

  #receive(seat: Seat, message: FromProcess): void {
    if ("ready" in message) {
      seat.isReady = true;
      seat.failures = 0;
      this.#fillNext();
    } else {
      const task = this.#end(seat);
      if (!task || task.id !== message.id) return;
      const { outcome, memory } = message;
      if ("failure" in outcome) task.reject(new Error(outcome.failure));
      else task.resolve(outcome);
      if (memory > OVERGROWN || (memory > GROWN && this.#canSpare(seat))) {
        seat.isReady = false;
        seat.child?.kill("SIGKILL");
        return;
      }
    }
    this.#assign();
  }

  /** What a process was answering when it died: another is asked once more, unless it takes too long or nobody waits. */
  #loseTask(seat: Seat): void {
    const task = this.#end(seat);
    if (!task) return;
    if (task.wasLost || seat.isOverdue || this.#isClosed || task.isGivenUp()) {
      task.reject(new Error("The process that rendered it ended"));
      return;
    }
    task.wasLost = true;
    this.#lines[task.lane].joinFirst(task);
    this.#assign();
  }

  #end(seat: Seat): Task | null {
    const { task } = seat;
    if (!task) return null;
    if (seat.timer) clearTimeout(seat.timer);
    this.#lines[task.lane].took(performance.now() - seat.since);
    seat.task = null;
    return task;
  }
}

function hasBegun({ isReady, cold, coldAtFirst }: Seat): boolean {
  return isReady && (cold.length === 0 || cold.length < coldAtFirst);
}

function pauseAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(LONGEST_PAUSE, PAUSE * 2 ** (failures - 1));
}

function tell({ child }: Seat, message: ToProcess): void {
  if (child?.connected) child.send(message);
}
