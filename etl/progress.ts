/** Shows how far a load has come. */
export interface Progress {
  /** Begins a stage; returns how to report what is done of it. */
  stage(name: string, total: number): (done: number) => void;
}

const WIDTH = 30;

/** A bar on a terminal, redrawn in place; elsewhere one plain line a stage. */
export function showProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? drawBar(stream) : writeLines(stream);
}

function drawBar(stream: NodeJS.WriteStream): Progress {
  return {
    stage(name, total) {
      let drawn = 0;
      return (done) => {
        const now = Date.now();
        if (done < total && now - drawn < 80) return;
        drawn = now;
        const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH);
        const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
        stream.write(`\r\u001b[2K${name} ${bar} ${done}/${total}${done >= total ? "\n" : ""}`);
      };
    },
  };
}

function writeLines(stream: NodeJS.WriteStream): Progress {
  return {
    stage(name, total) {
      return (done) => {
        if (done === total) stream.write(`${name} ${total} 份\n`);
      };
    },
  };
}

/** Shows nothing. */
export const SILENT: Progress = { stage: () => () => undefined };

/** For two that work on the same things side by side: a thing is done when both have done it. */
export function trackBoth(report: (done: number) => void): {
  readonly one: (done: number) => void;
  readonly other: (done: number) => void;
} {
  let [one, other] = [0, 0];
  return {
    one(done) {
      one = done;
      report(Math.min(one, other));
    },
    other(done) {
      other = done;
      report(Math.min(one, other));
    },
  };
}
