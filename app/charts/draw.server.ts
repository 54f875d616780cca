import * as Plot from "@observablehq/plot";
import { NARROW, type Size, WIDE } from "./frame";
import type { Drawing } from "./page-chart";
import { SvgDocument, SvgElement } from "./svg-document";

/** Draws a chart: `draw((size) => plotRankedDots(rows, size))`. */
export function draw(
  chart: (size: Size) => Plot.PlotOptions,
  widths: { readonly wide?: number; readonly narrow?: number } = {},
): Drawing {
  return {
    wide: drawSvg(chart({ width: widths.wide ?? WIDE })),
    narrow: drawSvg(chart({ width: widths.narrow ?? NARROW })),
  };
}

/**
 * One chart as SVG text. Colours and sizes are attributes, so that it looks alike in a page, in a file
 * and in print; the font is the page's. Names for screen readers belong to the figure around it.
 */
export function drawSvg(options: Plot.PlotOptions): string {
  const document = new SvgDocument();
  // Assigned: Plot asks for the document of a browser, of which ours is the part that it uses.
  Plot.plot(Object.assign({}, options, { document }));
  const svg = document.drawing;
  if (!svg) throw new Error("Plot drew nothing");
  const style = svg.children.find(({ localName }) => localName === "style");
  if (style) svg.removeChild(style);
  svg.setAttribute("font-family", "inherit");
  for (const element of svg.descendants()) {
    // The name beside a dot leads to the same page: one stop for the keyboard is enough.
    if (element.localName === "a" && element.children[0]?.localName === "text")
      element.setAttribute("tabindex", "-1");
  }
  compact(svg);
  const out: string[] = [];
  svg.write(out);
  return out.join("");
}

const NUMERIC = new Set(
  "d x y x1 y1 x2 y2 cx cy r rx dx dy width height transform points stroke-width".split(" "),
);
const NEEDLESS = new Set("aria-label aria-hidden aria-description class style target".split(" "));

/** Makes a drawn SVG small without changing how it looks: a page carries it twice. */
function compact(svg: SvgElement): void {
  const elements = [svg, ...svg.descendants()];
  for (const element of elements) trimAttributes(element);
  for (const element of elements) {
    if (element.localName !== "g") continue;
    placeTexts(element);
    joinLines(element);
  }
}

function trimAttributes(element: SvgElement): void {
  for (let place = element.names.length - 1; place >= 0; place -= 1) {
    const name = element.names[place] ?? "";
    if (NEEDLESS.has(name)) element.removeAttribute(name);
    else if (name === "fill") {
      if (element.getAttribute(name) === "inherit") element.removeAttribute(name);
    } else if (NUMERIC.has(name))
      element.setAttribute(name, roundNumbers(element.getAttribute(name) ?? ""));
  }
}

/** Coordinates to a tenth of a pixel, shares of an em to a hundredth. */
function roundNumbers(numbers: string): string {
  if (!numbers.includes(".")) return numbers;
  return numbers.replaceAll(/(-?\d+\.\d+(?:e-?\d+)?)(em)?/g, (_, number: string, em = "") => {
    return `${String(Number(Number(number).toFixed(em ? 2 : 1)))}${String(em)}`;
  });
}

/** `transform="translate(1,2)" y="0.32em"` becomes `x="1" y="6"`, an x that all share moves to the group. */
function placeTexts(group: SvgElement): void {
  const texts = group.descendants().filter(({ localName }) => localName === "text");
  const fontSize = Number(group.getAttribute("font-size") ?? Number.NaN);
  const places: { x: number; y: number }[] = [];
  for (const text of texts) {
    const place = positionOf(text, fontSize);
    if (!place) return;
    places.push(place);
  }
  const [first] = places;
  if (!first) return;
  const shared = places.every(({ x }) => x === first.x) ? first.x : null;
  const own = /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(
    group.getAttribute("transform") ?? "translate(0,0)",
  );
  const fold = shared !== null && own !== null;
  if (fold) {
    group.setAttribute(
      "transform",
      roundNumbers(`translate(${String(Number(own[1]) + shared)},${own[2] ?? "0"})`),
    );
  }
  texts.forEach((text, index) => {
    const place = places[index];
    if (!place) return;
    text.removeAttribute("transform");
    if (!fold) text.setAttribute("x", roundNumbers(String(place.x)));
    text.setAttribute("y", roundNumbers(place.y.toFixed(2)));
  });
}

function positionOf(text: SvgElement, fontSize: number): { x: number; y: number } | null {
  if (text.children.some(({ localName }) => localName === "tspan")) return null;
  const at = /^translate\(([-\d.]+),([-\d.]+)\)$/.exec(text.getAttribute("transform") ?? "");
  if (!at) return null;
  const shift = text.getAttribute("y");
  const ems = shift === null ? 0 : Number(/^(-?[\d.]+)em$/.exec(shift)?.[1] ?? Number.NaN);
  const size = ems === 0 ? 0 : Number(text.getAttribute("font-size") ?? fontSize);
  const [x, y] = [Number(at[1]), Number(at[2]) + ems * size];
  return Number.isFinite(x) && Number.isFinite(y) ? { x, y } : null;
}

/** Plain lines of one group become one path. */
function joinLines(group: SvgElement): void {
  const lines = group.children;
  const plain = lines.every(
    ({ localName, names, childNodes }) =>
      localName === "line" && names.length === 4 && childNodes.length === 0,
  );
  if (lines.length < 2 || !plain) return;
  const d = lines.map((line) => {
    const [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map((name) => line.getAttribute(name) ?? "0");
    if (y1 === y2) return `M${x1},${y1}H${x2}`;
    return x1 === x2 ? `M${x1},${y1}V${y2}` : `M${x1},${y1}L${x2},${y2}`;
  });
  const path = new SvgElement(group.ownerDocument, "path");
  path.setAttribute("d", d.join(""));
  group.textContent = "";
  group.appendChild(path);
}
