import { OWN_WORDS } from "#domain/checks/copied-text";
import {
  comparedTexts,
  type ComparedWords,
  type Copy,
  type Narrative,
} from "#domain/narrative/copied-text";
import type { Section } from "#domain/report/read-report";
import type { Identity } from "#etl/load/ledger";

/** Gathers what the reports of a load say in their own words, to find what they share. */
export class OwnWords {
  readonly #narratives: Narrative[] = [];

  add({ reportId, bodyId, body, year }: Identity, sections: readonly Section[]): void {
    for (const { code, text } of sections)
      if (OWN_WORDS.some((own) => own === code))
        this.#narratives.push({ reportId, bodyId, body, year, section: code, text });
  }

  /** What each report shares with another, and what of it was held against none. */
  compared(): (reportId: string) => ComparedWords {
    const { copies, uncompared } = comparedTexts(this.#narratives);
    const found = new Map<string, Copy[]>();
    for (const copy of copies)
      for (const { reportId } of [copy.one, copy.other]) {
        const known = found.get(reportId);
        if (known) known.push(copy);
        else found.set(reportId, [copy]);
      }
    return (reportId) => ({
      copies: found.get(reportId) ?? [],
      uncompared: uncompared.get(reportId) ?? [],
    });
  }
}
