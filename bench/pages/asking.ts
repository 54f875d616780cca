import type { DuckDBConnection } from "@duckdb/node-api";
import { OpenedGeneration } from "#db/opened-generation.server";

/** A stopwatch that runs while any question is with the database, until its answer is fetched. */
export class Asking {
  #open = 0;
  #since = 0;
  #spent = 0;

  constructor() {
    const { lend } = OpenedGeneration.prototype;
    const begin = () => this.#begin();
    const end = () => this.#end();
    OpenedGeneration.prototype.lend = async function <Result>(
      this: OpenedGeneration,
      work: (connection: DuckDBConnection) => Promise<Result>,
    ): Promise<Result> {
      begin();
      try {
        return await lend.call<OpenedGeneration, [typeof work], Promise<Result>>(this, work);
      } finally {
        end();
      }
    };
  }

  restart(): void {
    this.#spent = 0;
  }

  get milliseconds(): number {
    return this.#spent;
  }

  #begin(): void {
    if (this.#open === 0) this.#since = performance.now();
    this.#open += 1;
  }

  #end(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#spent += performance.now() - this.#since;
  }
}
