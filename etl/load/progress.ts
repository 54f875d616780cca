/** Tells a person how far a load has come. */
export interface Progress {
  /** Begins a stage; returns how to report what is done of it. */
  stage(name: string, total: number): (done: number) => void;
}

const WIDTH = 30;

/** A bar on a terminal, redrawn in place; elsewhere one plain line a stage. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? barOn(stream) : linesOn(stream);
}

function barOn(stream: NodeJS.WriteStream): Progress {
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

function linesOn(stream: NodeJS.WriteStream): Progress {
  return {
    stage(name, total) {
      return (done) => {
        if (done === total) stream.write(`${name} ${total} 份\n`);
      };
    },
  };
}

/** Tells nobody. */
export const SILENT: Progress = { stage: () => () => undefined };
