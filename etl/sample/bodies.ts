import { editionFor } from "#domain/form/edition";
import type { BodyKind } from "#domain/report/body";
import { type Division, existsIn } from "#domain/report/division";
import { printCells, type PrintedFigure } from "./printing";
import { randomInteger, randomStream } from "./random";
import { Simulation } from "./simulation";
import type { Nature } from "./story";

/** A department or a township of the demo province, in a division of the register. */
interface DemoBody {
  readonly division: string;
  readonly kind: Extract<BodyKind, "department" | "township">;
  readonly name: string;
  readonly nature: Nature;
}

const YEARS = [2023, 2024, 2025] as const;

/** Each department with the requests of a year like 2019 that its city's whole jurisdiction would have. */
const DEPARTMENTS: Readonly<Record<string, number>> = {
  发展和改革委员会: 420,
  教育局: 380,
  公安局: 620,
  民政局: 300,
  财政局: 520,
  人力资源和社会保障局: 460,
  自然资源和规划局: 980,
  生态环境局: 440,
  住房和城乡建设局: 860,
  交通运输局: 340,
  水利局: 260,
  农业农村局: 480,
  卫生健康委员会: 320,
  市场监督管理局: 560,
};

/** What is planted in them, by the name of the body. */
const NATURES: Readonly<Record<string, Nature>> = {
  澜阳市自然资源和规划局: { notHeld: { shift: 1.3, from: 2023 } },
  煦川市公安局: { relabelled: { share: 0.85, from: 2025 } },
};

const CITIES = { 990200: "澜阳市", 990500: "煦川市" } as const;
const TOWNSHIPS: Readonly<Record<string, { readonly area: string; readonly names: string }>> = {
  990203: {
    area: "澜阳市葭塘区",
    names:
      "葭塘街道办事处 望溪街道办事处 柳汀街道办事处 东圩镇人民政府 石堰镇人民政府 松埠镇人民政府",
  },
  990522: {
    area: "静川县",
    names:
      "城关镇人民政府 静水镇人民政府 麦岭镇人民政府 河湾镇人民政府 云坪乡人民政府 桐坡乡人民政府",
  },
};

const BODIES: readonly DemoBody[] = [
  ...Object.entries(CITIES).flatMap(([division, city]) =>
    Object.entries(DEPARTMENTS).map(([department, volume]): DemoBody => {
      const name = `${city}${department}`;
      return { division, kind: "department", name, nature: { volume, ...NATURES[name] } };
    }),
  ),
  ...Object.entries(TOWNSHIPS).flatMap(([division, { area, names }]) =>
    names.split(" ").map((name, index): DemoBody => {
      const nature = { volume: 60 + 25 * index };
      return { division, kind: "township", name: `${area}${name}`, nature };
    }),
  ),
];

/** A report of a department or a township: what its figures file and the manifest beside it say. */
export interface SampleBodyReport extends Omit<DemoBody, "nature"> {
  readonly year: number;
  readonly publishedOn: string;
  readonly printed: readonly PrintedFigure[];
  /** Folder of the city and the year, and its file in it. */
  readonly folder: string;
  readonly file: string;
}

/** Generates the reports of departments and townships of two cities by year; the same seed gives the same. */
export function* simulateBodies(
  seed: number,
  divisions: readonly Division[],
): Generator<SampleBodyReport> {
  const codes = new Set(BODIES.map(({ division }) => division));
  const known = divisions.filter(({ code }) => codes.has(code));
  // Each body is simulated as the office of a county that has no other place in the province.
  const alone = BODIES.map(({ name }): Division => ({
    code: `demo ${name}`,
    name,
    level: "county",
    parent: null,
    validFrom: null,
    validTo: null,
    successors: [],
    formerNames: [],
    note: "",
  }));
  const natures = new Map(BODIES.map(({ name, nature }) => [`demo ${name}`, nature]));
  const simulation = new Simulation(seed, alone, natures);
  for (const year of YEARS) {
    const figures = simulation.year(year);
    const edition = editionFor(year);
    const forms = {
      proactive_disclosure: edition,
      requests: edition,
      review_litigation: edition,
    } as const;
    for (const [index, body] of BODIES.entries()) {
      const { division: code, kind, name } = body;
      const division = known.find((each) => each.code === code);
      const truth = figures.get(`demo ${name}`)?.office;
      if (!division || !existsIn(division, year) || !truth) continue;
      const day = randomInteger(randomStream(seed, "published", name, year), 6, 30);
      yield {
        division: code,
        kind,
        name,
        year,
        publishedOn: `${year + 1}-01-${String(day).padStart(2, "0")}`,
        printed: printCells(truth, forms, { zeros: "zero", slashes: false, blankTotals: false }),
        folder: `${year}/${division.level === "city" ? division.code : (division.parent ?? division.code)}-bodies`,
        file: `${code}-${kind}-${String(index + 1).padStart(2, "0")}.csv`,
      };
    }
  }
}

/** The figures of a report as a table that the reader takes. */
export function writeFiguresTable({ printed }: Pick<SampleBodyReport, "printed">): string {
  const lines = printed.map(
    ({ cell, value }) => `${cell.table},${cell.line},${cell.column},${value ?? ""}`,
  );
  return ["table,line,column,printed", ...lines, ""].join("\n");
}

/** The manifest of a folder of such tables. */
export function writeManifest(reports: readonly SampleBodyReport[]): string {
  const lines = reports.map(({ file, name, kind, division, year, publishedOn }) =>
    [file, name, kind, division, year, "organ", publishedOn, "演示数据（虚构）", ""].join(","),
  );
  return ["file,body,kind,division,year,scope,published_on,source,note", ...lines, ""].join("\n");
}
