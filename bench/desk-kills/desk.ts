import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type IntakeRecord, intakeRecordSchema } from "#domain/desk/intake-record";
import { planSchema, publishProgressSchema } from "#domain/desk/plan";
import type { DeskFolder } from "#store/desk-folder";

/** Milliseconds within which what was begun must have ended. */
const PATIENCE = 180_000;

/** The desk of a server as a browser asks it, one form at a time, with what lies in its folder. */
export class Desk {
  readonly #address: string;
  readonly #folder: DeskFolder;
  #token: Promise<string> | null = null;

  constructor(address: string, folder: DeskFolder) {
    this.#address = address;
    this.#folder = folder;
  }

  /** Throws where the document is not answered as received. */
  async upload(name: string, html: string, signal?: AbortSignal): Promise<void> {
    const form = new FormData();
    form.set("token", await this.#tokenOf());
    form.set("batch", "kills");
    form.append("path", name);
    form.append("documents", new Blob([html]), name);
    const answer = await this.#post("/desk/upload", form, signal);
    const body = await answer.text();
    if (!body.includes('"state":"received"')) throw new Error(`${name}: ${body.slice(0, 200)}`);
  }

  /** Copies a cell of a document from its original; gives back the id of its report once it is answered as saved. */
  async enter(id: string, cell: string, figure: string, signal?: AbortSignal): Promise<string> {
    const fields = { do: "enter", [`cell:${cell}`]: figure };
    const answer = await this.#form(`/desk/review/${id}`, fields, signal);
    const html = await answer.text();
    const report = /报告编号([\w-]+)/u.exec(html)?.[1];
    if (!html.includes("已照原件录入1格") || report === undefined)
      throw new Error(
        `not saved: ${/role="alert".{0,300}/u.exec(html)?.[0] ?? html.slice(0, 300)}`,
      );
    return report;
  }

  /** Sends a form of the page of publishing, all warnings of the plan ticked. */
  async publishForm(
    intent: "plan" | "publish" | "restore",
    fields: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<void> {
    const read = intent === "publish" ? this.#listWarnings() : [];
    const answer = await this.#form("/desk/publish", { intent, ...fields, read }, signal);
    if (answer.status === 302) return;
    const said = /role="alert".{0,300}/u.exec(await answer.text())?.[0];
    throw new Error(`${intent}: ${String(answer.status)} ${said ?? ""}`);
  }

  #listWarnings(): string[] {
    return planSchema
      .parse(JSON.parse(readFileSync(this.#folder.plan, "utf8")))
      .warnings.map(({ id }) => id);
  }

  listRecords(): IntakeRecord[] {
    const { records } = this.#folder;
    return readdirSync(records)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) =>
        intakeRecordSchema.parse(JSON.parse(readFileSync(join(records, name), "utf8"))),
      );
  }

  /** Waits until nothing waits to be read. */
  async readToEnd(): Promise<void> {
    await this.#until(async () => {
      const answer = await fetch(`${this.#address}/desk/progress`);
      const { waiting }: { readonly waiting: number } = await answer.json();
      return waiting === 0;
    });
  }

  /** Waits until no version is planned or published any more, as a page that is open looks. */
  async taskToEnd(): Promise<void> {
    await this.#until(async () => {
      await (await fetch(`${this.#address}/desk/publish`)).text();
      return this.#task()?.state !== "running";
    });
  }

  /** How the last task ended, in words. */
  lastTask(): string {
    const task = this.#task();
    return task === null ? "" : [task.task, task.state, task.reason ?? ""].join(" ").trim();
  }

  #task() {
    try {
      return publishProgressSchema.parse(JSON.parse(readFileSync(this.#folder.progress, "utf8")));
    } catch {
      return null;
    }
  }

  /** What is wrong where pages do not come to show a version. */
  async readersSee(generation: number): Promise<string[]> {
    let said = "";
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const answer = await fetch(this.#address).catch(() => null);
      said = `${String(answer?.status)} ${/数据版本第\d+版/u.exec((await answer?.text()) ?? "")?.[0] ?? ""}`;
      if (said === `200 数据版本第${String(generation)}版`) return [];
      await pause(500);
    }
    return [`readers see: ${said}, not ${String(generation)}`];
  }

  async #until(isOver: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + PATIENCE;
    while (!(await isOver().catch(() => false))) {
      if (Date.now() > end) throw new Error("what was begun does not end");
      await pause(200);
    }
  }

  #tokenOf(): Promise<string> {
    this.#token ??= fetch(`${this.#address}/desk`)
      .then((answer) => answer.text())
      .then((html) => /name="token" value="([^"]+)"/u.exec(html)?.[1] ?? "");
    return this.#token;
  }

  async #form(
    path: string,
    fields: Readonly<Record<string, string | readonly string[]>>,
    signal?: AbortSignal,
  ): Promise<Response> {
    const form = new URLSearchParams({ token: await this.#tokenOf() });
    for (const [name, values] of Object.entries(fields))
      for (const value of [values].flat()) form.append(name, value);
    return this.#post(path, form, signal);
  }

  #post(path: string, body: FormData | URLSearchParams, signal?: AbortSignal): Promise<Response> {
    return fetch(this.#address + path, {
      method: "POST",
      headers: { Origin: this.#address },
      body,
      redirect: "manual",
      ...(signal ? { signal } : {}),
    });
  }
}
