import { cellByName } from "#domain/form/cells";
import { valueOf } from "./figures";
import type { SampleReport } from "./province";
import { STORIES } from "./stories";
import type { Story } from "./story";

/** A story with the values that a seed gives it: what a test may expect of the documents. */
interface PlantedStory {
  readonly id: string;
  readonly kind: Story["kind"];
  readonly divisions: readonly string[];
  readonly kinds: readonly string[];
  readonly years: readonly number[];
  readonly sentence: string;
  readonly rules: readonly string[];
  /** The years in which the checks of `rules` fail. */
  readonly foundIn: readonly number[];
  /** Cells printed otherwise than they truly are. */
  readonly cells: readonly {
    readonly division: string;
    readonly kind: string;
    readonly year: number;
    /** table.line.column */
    readonly cell: string;
    readonly true: number;
    readonly printed: number | null;
  }[];
  /** True values that show the subject of the story. */
  readonly facts: readonly {
    readonly division: string;
    readonly kind: string;
    readonly year: number;
    readonly values: Readonly<Record<string, number>>;
  }[];
  readonly copiedFrom?: { readonly division: string; readonly year: number };
  readonly publishedOn?: string;
}

/** table.line.column of a cell. */
function address(name: string): string {
  const cell = cellByName(name);
  return cell ? `${cell.table}.${cell.line}.${cell.column}` : name;
}

function cellsOf(story: Story, report: SampleReport): PlantedStory["cells"] {
  const { division, kind, year } = report;
  return (story.slips ?? []).map(({ cell }) => ({
    division: division.code,
    kind,
    year,
    cell: address(cell),
    true: valueOf(report.truth, cell),
    printed: report.printed.find((printed) => printed.cell.name === cell)?.value ?? null,
  }));
}

/** The stories of a seed's reports, with exact cells and values. */
export function listStories(
  reports: Iterable<SampleReport>,
  stories: readonly Story[] = STORIES,
): PlantedStory[] {
  const all = [...reports];
  return stories.map((story) => {
    const concerned = all.filter(
      ({ division, kind, year }) =>
        story.divisions.includes(division.code) &&
        story.kinds.includes(kind) &&
        story.years.includes(year),
    );
    const planted = concerned.filter(({ division }) => division.code === story.divisions[0]);
    const cells = planted.flatMap((report) => cellsOf(story, report));
    const [first] = cells;
    const copier = story.copied && planted[0];
    return {
      id: story.id,
      kind: story.kind,
      divisions: story.divisions,
      kinds: story.kinds,
      years: story.years,
      sentence: story.sentence
        .replace("{true}", String(first?.true ?? ""))
        .replace("{printed}", String(first?.printed ?? "")),
      rules: story.rules ?? [],
      foundIn: story.rules ? (story.foundIn ?? story.years) : [],
      cells,
      facts: concerned.flatMap((report) =>
        story.facts
          ? {
              division: report.division.code,
              kind: report.kind,
              year: report.year,
              values: Object.fromEntries(
                story.facts.map((name) => [address(name), valueOf(report.truth, name)]),
              ),
            }
          : [],
      ),
      ...(copier && {
        copiedFrom: { division: copier.words.division.code, year: copier.words.year },
      }),
      ...(story.publishedOn && { publishedOn: story.publishedOn }),
    };
  });
}
