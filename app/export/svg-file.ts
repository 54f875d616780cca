import { FONT, SMALL } from "#charts/frame";
import { INK, INK_2, PAPER } from "#charts/palette";
import { wrapText } from "#charts/text-layout";
import { removeInvalidXml } from "./xml-text";

/** What a chart must say of itself when it leaves the page. */
interface SvgCaption {
  readonly title: string;
  readonly subtitle?: string;
  /** Source, n, missing bodies, data version: a line each. */
  readonly foot?: readonly string[];
}

const FONTS =
  "'Noto Sans S Chinese','PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif";
const PAD = 16;

/** A drawn chart as a file of its own: title above, source below, no links, fonts named. */
export function writeSvgFile(svg: string, { title, subtitle, foot = [] }: SvgCaption): string {
  const [width, height] = [sizeOf(svg, "width"), sizeOf(svg, "height")];
  let y = PAD;
  const block = (text: string, fontSize: number, look: string): string =>
    wrapText(text, fontSize, width)
      .split("\n")
      .map((line) => {
        y += fontSize * 1.5;
        return `<text x="${PAD}" y="${Math.round(y - fontSize * 0.35)}" font-size="${fontSize}" ${look}>${escapeXml(line)}</text>`;
      })
      .join("");

  const head =
    block(title, 17, `font-weight="700" fill="${INK}"`) +
    (subtitle ? block(subtitle, FONT, `fill="${INK_2}"`) : "");
  y += 10;
  // Nothing to be cut off at its edges, which would have it drawn twice, each time on a sheet of its own.
  const chart = `<svg overflow="visible" x="${PAD}" y="${y}"${removeLinks(svg).slice("<svg".length)}`;
  y += height + 8;
  const below = foot.map((line) => block(line, SMALL, `fill="${INK_2}"`)).join("");
  const [w, h] = [width + 2 * PAD, Math.round(y + PAD)];
  return removeInvalidXml(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}" font-family="${FONTS}"><title>${escapeXml(title)}</title><rect width="100%" height="100%" fill="${PAPER}"/>${head}${chart}${below}</svg>`,
  );
}

/** Width or height as the drawing states it. */
export function sizeOf(svg: string, side: "width" | "height"): number {
  return Number(new RegExp(`<svg[^>]*? ${side}="([\\d.]+)"`).exec(svg)?.[1] ?? 0);
}

function removeLinks(svg: string): string {
  return svg.replaceAll(/<\/?a(?: [^>]*)?>/g, "");
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
