import { dayInChina } from "../../app/domain/desk/china-time";
import { NAVIGATION, PAGES } from "../../app/pages/pages";
import { DESK } from "../desk";
import { laneOf } from "./lanes";
import { ServedVersion, type Version } from "../served-version";
import type { Answer, Busy, Renderer } from "./answer";
import type { AnswersOnDisk } from "./answers-on-disk";
import { chooseBody } from "./coding";
import { KeptAnswers } from "./kept-answers";
import { canonicalAddress } from "./site-address";

/** What answers are taken from: a version of the data, as this program shows it on this day. */
export interface Edition {
  readonly name: string;
  /** Null where there is no sound one. */
  readonly version: number | null;
}

const PROFILE = new RegExp(PAGES.district.path.replace(":code", String.raw`\d{6}\b`), "u");
/** A picture and a document, the first of which load what draws and packs: half a second each. */
const FILES = ["/compare/chart?chart=bodies&format=png", "/briefing/file?format=docx"];
/** Bytes that the kept answers may take: some two thousand pages. */
const KEPT = 80 * 1024 ** 2;
/** Of the addresses asked for last, how many are answered anew before the next version is shown. */
const RECENT = 30;
/** The longest that the next version waits for them, in milliseconds. */
const LONGEST_WAIT = 10_000;

interface PageAnswersOptions {
  readonly renderer: Renderer;
  /** Names the program, so that a new one answers anew. */
  readonly code: string;
  /** Addresses that are answered before a version is shown. */
  readonly common?: readonly string[];
  /** Where their answers are kept from one start to the next. */
  readonly disk?: AnswersOnDisk;
}

/** The answers of the pages and their files: kept ones for as long as their edition is served, others rendered. */
export class PageAnswers {
  readonly #kept = new KeptAnswers(KEPT);
  readonly #versions = new ServedVersion((next) => this.#makeReady(next));
  readonly #renderer: Renderer;
  readonly #code: string;
  readonly #common: readonly string[];
  readonly #disk: AnswersOnDisk | undefined;
  #served: Edition | null = null;

  constructor({
    renderer,
    code,
    disk,
    common = NAVIGATION.map(({ to }) => to).filter((to) => !to.startsWith(DESK)),
  }: PageAnswersOptions) {
    this.#renderer = renderer;
    this.#code = code;
    this.#common = common;
    this.#disk = disk;
  }

  /** The edition that is served now. */
  async edition(): Promise<Edition> {
    const edition = this.#editionOf(await this.#versions.current());
    if (edition.name !== this.#served?.name) {
      const isNextDay = edition.version !== null && edition.version === this.#served?.version;
      this.#served = edition;
      this.#kept.serve(...(edition.version === null ? [] : [edition.name]));
      if (isNextDay) void this.#answerAll(edition, this.#common);
    }
    return edition;
  }

  find({ name }: Edition, address: string): Answer | undefined {
    return this.#kept.find({ edition: name, address });
  }

  /** The refusal of whoever asks for an address now; null where it is at hand, would be soon, or is none. */
  busyFor(target: string): Busy | null {
    const busy = this.#renderer.busyFor?.(target) ?? null;
    if (busy === null || this.#served === null) return null;
    try {
      const address = canonicalAddress(target);
      if (this.#kept.isAtHand({ edition: this.#served.name, address })) return null;
      return this.#renderer.busyFor?.(address) ?? null;
    } catch {
      return null;
    }
  }

  /** @throws as a renderer does. */
  ask(
    { name, version }: Edition,
    address: string,
    signal: AbortSignal,
    isOwn = false,
  ): Promise<Answer> {
    return this.#kept.ask({ edition: name, address }, signal, (whileWanted) =>
      this.#renderer.answer({ address, version }, whileWanted, isOwn),
    );
  }

  #editionOf(version: Version | null): Edition {
    // What is overdue depends on the day.
    const day = dayInChina(new Date());
    return {
      name: `${version ? `${String(version.number)}-${version.sha256.slice(0, 20)}` : "none"}-${this.#code}-${day}`,
      version: version?.number ?? null,
    };
  }

  /**
   * Answers what is asked for most from a version that is not shown yet, and has whatever renders do so too; at the start
   * of the server, when readers are waiting for the first, behind the first answer.
   * @throws where it cannot be opened.
   */
  async #makeReady(next: Version): Promise<void> {
    const shown = this.#served;
    const edition = this.#editionOf(next);
    this.#kept.serve(edition.name, ...(shown ? [shown.name] : []));
    if (!shown) await this.#recall(edition);
    const recent = shown ? this.#kept.addresses(shown.name) : [];
    const pages = recent.filter((address) => laneOf(address) === "pages").slice(0, RECENT);
    const [first, ...others] = new Set([...this.#common, ...pages]);
    if (first === undefined) return;
    const isKept = this.find(edition, first) !== undefined;
    const answer = await this.ask(edition, first, new AbortController().signal, true);
    // A server that is killed before it has answered the others shows at least this one at once when it is back.
    if (!isKept) void this.#remember(edition);
    const { version } = edition;
    const profile = await firstProfileIn(answer);
    const warming = [...this.#common, ...profile, ...(profile.length === 0 ? [] : FILES)];
    const warmed = this.#renderer.warm?.(warming.map((address) => ({ address, version })));
    const rest = Promise.all([this.#answerAll(edition, others), warmed]);
    if (shown) await rest;
  }

  /** What was kept of this very edition when the server was started last. */
  async #recall(edition: Edition): Promise<void> {
    const remembered = (await this.#disk?.read(edition.name)) ?? new Map<string, Answer>();
    for (const [address, answer] of remembered)
      this.#kept.keep({ edition: edition.name, address }, answer);
  }

  async #answerAll(edition: Edition, addresses: readonly string[]): Promise<void> {
    const until = Date.now() + LONGEST_WAIT;
    for (const address of addresses) {
      if (Date.now() > until) break;
      await this.ask(edition, address, new AbortController().signal, true).catch(() => undefined);
    }
    await this.#remember(edition);
  }

  /** Keeps what is common of an edition, as far as it is answered, for the next start. */
  async #remember(edition: Edition): Promise<void> {
    const common = this.#common.flatMap((address) => {
      const answer = this.find(edition, address);
      return answer ? [[address, answer] as const] : [];
    });
    await this.#disk?.write(edition.name, new Map(common));
  }
}

/** The address of a profile, where a page links to one: what is reckoned for it is reckoned for all of its province. */
async function firstProfileIn(answer: Answer): Promise<string[]> {
  const { body } = await chooseBody(answer, () => false);
  const [address] = PROFILE.exec(Buffer.from(body).toString("utf8")) ?? [];
  return address === undefined ? [] : [address];
}
