import { describe, expect, it } from "vitest";
import type { Document } from "#etl/read/document";
import { readDocument } from "#etl/read/formats";
import { ofdFile } from "../../support/documents/ofd";
import { asZip } from "../../support/documents/zip";

const read = (objects: string): Promise<Document> => readDocument(ofdFile([objects]), "a.ofd");

const path = (data: string, more = ""): string =>
  `<ofd:PathObject Boundary="0 0 210 297" ${more}><ofd:AbbreviatedData>${data}</ofd:AbbreviatedData></ofd:PathObject>`;
const text = (words: string, place: string, more = ""): string =>
  `<ofd:TextObject Boundary="0 0 210 297" Size="4" ${more}><ofd:TextCode ${place}>${words}</ofd:TextCode></ofd:TextObject>`;

/** A table of two cells beside each other, 40 mm wide and 10 mm high, at 20, 20. */
const FRAME = path("M 20 20 L 100 20 L 100 30 L 20 30 C M 60 20 L 60 30");
const rowOf = ({ blocks }: Document): (string | undefined)[] =>
  blocks.flatMap((block) =>
    block.kind === "table" ? (block.grid.slots[0] ?? []).map((cell) => cell?.text) : [],
  );

describe("an OFD document", () => {
  it("places characters one by one, in steps that repeat, and without steps", async () => {
    expect(
      rowOf(
        await read(
          FRAME +
            text("行政许可", 'X="22" Y="26" DeltaX="4 g 2 4"') +
            text("20517", 'X="70" Y="26"'),
        ),
      ),
    ).toEqual(["行政许可", "20517"]);
  });

  it("moves, scales and groups what it draws", async () => {
    const scaled =
      '<ofd:TextObject Boundary="22 22 30 5" Size="10" CTM="0.4 0 0 0.4 0 0"><ofd:TextCode X="0" Y="10" DeltaX="g 3 10">行政许可</ofd:TextCode></ofd:TextObject>';
    const lines = path("M 0 0 L 8 0 L 8 1 L 0 1 C M 4 0 L 4 1", 'CTM="10 0 0 10 20 20"');
    expect(rowOf(await read(`<ofd:PageBlock>${lines}${scaled}</ofd:PageBlock>`))).toEqual([
      "行政许可",
      "",
    ]);
  });

  it("rules its tables with thin boxes too, and not with what it does not show", async () => {
    const bars = [20, 60, 100].map((x) =>
      path(`M ${x} 20 L ${x + 0.2} 20 L ${x + 0.2} 30 L ${x} 30 C`, 'Stroke="false" Fill="true"'),
    );
    const [top, bottom] = [20, 30].map((y) => path(`M 20 ${y} L 100 ${y}`));
    const unseen =
      path("M 80 20 L 80 30", 'Visible="false"') + text("9", 'X="70" Y="26"', 'Visible="false"');
    expect(
      rowOf(await read([...bars, top, bottom, unseen, text("296", 'X="62" Y="26"')].join(""))),
    ).toEqual(["", "296"]);
  });

  it.each([
    [
      "whose text has no places",
      ofdFile(["<ofd:TextObject><ofd:TextCode>一</ofd:TextCode></ofd:TextObject>"]),
      "导出为PDF",
    ],
    ["without a page", ofdFile([]), "导出为PDF"],
    [
      "that lacks a file",
      asZip([
        {
          name: "OFD.xml",
          bytes:
            '<OFD xmlns="http://www.ofdspec.org/2016"><DocBody><DocRoot>a.xml</DocRoot></DocBody></OFD>',
        },
      ]),
      "损坏",
    ],
    ["that is no XML", asZip([{ name: "OFD.xml", bytes: "<OFD" }]), "损坏"],
    ["of too many pages", ofdFile(Array<string>(500).fill("")), "页的上限"],
  ])("%s is refused with what to do", async (_, bytes, words) => {
    await expect(readDocument(bytes, "a.ofd")).rejects.toThrow(words);
  });
});
