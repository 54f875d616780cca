import type { DefaultTreeAdapterTypes } from "parse5";
import type { Run } from "../marked-text";

type Element = DefaultTreeAdapterTypes.Element;

const FIELDS = new Set(["input", "textarea", "select"]);
/** Types of input that show their value as text; an unknown type is shown so too. */
const WITHOUT_TEXT = new Set(
  "checkbox radio button submit reset image file password range color".split(" "),
);

/** Whether an element is filled in by a person or by the page. */
export function isFormField({ tagName }: Element): boolean {
  return FIELDS.has(tagName);
}

/** What a form field holds: the value, the text, the chosen option. */
export function readFormField(field: Element): Run {
  if (field.tagName === "textarea") return { text: textOf(field).trim() };
  if (field.tagName === "select") return { text: chosenOption(field) };
  const type = attributeOf(field, "type")?.toLowerCase() ?? "text";
  if (WITHOUT_TEXT.has(type)) return { text: "" };
  const text = attributeOf(field, "value")?.trim() ?? "";
  return type === "hidden" ? { text, mark: "hidden" } : { text };
}

/** The options chosen, or the first, which a browser shows where none is. */
function chosenOption(select: Element): string {
  const options = select.childNodes
    .flatMap((node) => ("tagName" in node && node.tagName === "optgroup" ? node.childNodes : node))
    .filter((node): node is Element => "tagName" in node && node.tagName === "option");
  const chosen = options.filter((option) => attributeOf(option, "selected") !== undefined);
  if (attributeOf(select, "multiple") !== undefined) return chosen.map(textOf).join(" ").trim();
  return textOf(chosen.at(-1) ?? options[0]).trim();
}

function textOf(element: Element | undefined): string {
  return (element?.childNodes ?? [])
    .map((node) => ("value" in node ? node.value : "tagName" in node ? textOf(node) : ""))
    .join("");
}

function attributeOf(element: Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}
