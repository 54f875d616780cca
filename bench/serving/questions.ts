import { ask } from "./load";

/** Addresses that were never asked for. */
export type Next = () => string;

/** A page or a file, and what is chosen on it. */
export interface Kind {
  readonly path: string;
  readonly choices: readonly string[];
}

const SELECTION = ["year", "area", "scope"] as const;

/**
 * What is asked for first on the site, with what is chosen there: each question differs in what the queries are
 * asked for, so that none finds an answer of the engine that was kept for the question before.
 */
export class NewQuestions {
  static #searched = 0;
  /** How many of each kind were asked for: none is asked for again. */
  static readonly #askedOf = new Map<string, number>();

  private constructor(
    private readonly address: string,
    private readonly options: ReadonlyMap<string, readonly string[]>,
    private readonly picture: string,
  ) {}

  /** Reads from the site what may be chosen on it. */
  static async of(address: string): Promise<NewQuestions> {
    const page = await bodyOf(`${address}/compare`);
    const options = new Map(
      ["year", "area", "indicator", "scope"].map((name) => [name, optionsOf(page, name)] as const),
    );
    const [province = ""] = options.get("area") ?? [];
    const inProvince = options.get("area")?.filter((area) => area.startsWith(province.slice(0, 2)));
    options.set("area", inProvince ?? []);
    const districts = await bodyOf(`${address}/districts.csv`);
    const codes = [...new Set(districts.match(/\b\d{6}\b/gu) ?? [])];
    options.set(
      "district",
      codes.filter(
        (code) => !code.endsWith("00") && options.get("area")?.includes(`${code.slice(0, 4)}00`),
      ),
    );
    return new NewQuestions(address, options, await chartOf(address, "png"));
  }

  /** Every kind of page and file by its name. */
  get kinds(): ReadonlyMap<string, Kind> {
    const kinds: readonly Kind[] = [
      { path: "/", choices: SELECTION },
      { path: "/compare", choices: [...SELECTION, "indicator"] },
      { path: "/compare/change", choices: [...SELECTION, "indicator"] },
      { path: "/outcomes", choices: SELECTION },
      { path: "/review", choices: SELECTION },
      { path: "/proactive", choices: SELECTION },
      { path: "/checks", choices: SELECTION },
      { path: "/districts/:district", choices: ["year", "scope"] },
      { path: "/districts/:district/years", choices: ["scope"] },
      { path: "/briefing", choices: SELECTION },
      { path: this.picture, choices: [...SELECTION, "indicator"] },
      { path: "/briefing/file?format=docx", choices: SELECTION },
    ];
    return new Map(kinds.map((kind) => [kind.path, kind]));
  }

  /** Of one kind, another selection each. */
  ofKind({ path, choices }: Kind): Next {
    const names = path.includes(":district") ? ["district", ...choices] : choices;
    const lists = names.map((name) => this.options.get(name) ?? []);
    const size = lists.reduce((product, list) => product * list.length, 1);
    return () => {
      const number = (NewQuestions.#askedOf.get(path) ?? 0) + 1;
      NewQuestions.#askedOf.set(path, number);
      // A prime larger than any of the lists leads through all selections without an order.
      let place = (number * STRIDE) % size;
      const chosen = names.map((name, index): [string, string] => {
        const list = lists[index] ?? [];
        const value = list[place % list.length] ?? "";
        place = Math.floor(place / list.length);
        return [name, value];
      });
      const own = new URLSearchParams(chosen.filter(([name]) => name !== "district"));
      const filled = path.replace(":district", chosen[0]?.[1] ?? "");
      return this.address + extend(filled, own.toString());
    };
  }

  /** Of one kind, the same selection each time: only what no query is asked for differs. */
  ofOneSelection({ path }: Kind): Next {
    const [, district = ""] = this.options.get("district") ?? [];
    const filled = path.replace(":district", district);
    return () => this.address + extend(filled, `q=n${String((NewQuestions.#searched += 1))}`);
  }

  /** What readers come for in turn, another selection each. */
  mixed(kinds: readonly string[] = ["/compare", "/districts/:district", "/checks"]): Next {
    const each = kinds.map((name) => this.ofKind(this.kindNamed(name)));
    let turn = 0;
    return () => each[(turn += 1) % each.length]?.() ?? this.address;
  }

  /** The same kinds in turn, another search in one selection, or another district of one year. */
  mixedOfOneSelection(): Next {
    const codes = this.options.get("district") ?? [];
    return () => {
      const number = (NewQuestions.#searched += 1);
      const paths = ["/compare", `/districts/${codes[number % codes.length] ?? ""}`, "/checks"];
      return `${this.address}${paths[number % paths.length] ?? "/"}?q=${String(number)}`;
    };
  }

  kindNamed(path: string): Kind {
    const kind = this.kinds.get(path);
    if (!kind) throw new RangeError(`No kind of question is called ${path}`);
    return kind;
  }
}

const STRIDE = 7_919;

function extend(address: string, parameters: string): string {
  if (parameters === "") return address;
  return `${address}${address.includes("?") ? "&" : "?"}${parameters}`;
}

/** What a list of a form offers, what is chosen first. */
function optionsOf(page: string, name: string): string[] {
  const list = page.split(`<select name="${name}"`)[1]?.split("</select>")[0] ?? "";
  const options = [...list.matchAll(/<option value="([^"]*)"([^>]*)>/gu)];
  const isChosen = ([, , attributes = ""]: readonly string[]): boolean =>
    attributes.includes("selected");
  return [...options.filter(isChosen), ...options.filter((option) => !isChosen(option))].map(
    ([, value = ""]) => value,
  );
}

export async function bodyOf(address: string): Promise<string> {
  let text = "";
  await ask(address, (body) => (text = body));
  return text;
}

/** Address of the first chart of the comparison as a file. */
export async function chartOf(address: string, format: string): Promise<string> {
  const links = (await bodyOf(`${address}/compare`)).match(/\/compare\/chart\?[^"]*/gu) ?? [];
  const link = links.find((each) => each.includes(`format=${format}`)) ?? "/compare/chart?";
  return link.replaceAll("&amp;", "&");
}
