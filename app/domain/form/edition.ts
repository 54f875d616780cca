/**
 * The two statutory editions of the annual report's form. An edition is judged table by table:
 * real reports mix them.
 *
 * Source: 国办公开办函〔2019〕60号 (reports of 2019 and 2020), 国办公开办函〔2021〕30号 (2021 and later).
 */
export const EDITIONS = [2019, 2021] as const;
export type Edition = (typeof EDITIONS)[number];

export const EDITION_FACTS = {
  2019: {
    name: "2019年格式",
    notice: "国办公开办函〔2019〕60号",
    noticeNumber: { year: 2019, number: 60 },
    years: "2019年度、2020年度报告",
  },
  2021: {
    name: "2021年格式",
    notice: "国办公开办函〔2021〕30号",
    noticeNumber: { year: 2021, number: 30 },
    years: "2021年度及以后报告",
  },
} as const satisfies Record<
  Edition,
  {
    name: string;
    notice: string;
    noticeNumber: { readonly year: number; readonly number: number };
    years: string;
  }
>;

/** First report year of the statutory form. */
export const FIRST_YEAR = 2019;

/** The edition the statute prescribes for the report of a year. */
export function editionFor(year: number): Edition {
  return year <= 2020 ? 2019 : 2021;
}
