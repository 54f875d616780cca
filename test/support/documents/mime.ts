/** A part of a message: its headers and its content. */
interface WrittenPart {
  readonly headers: readonly string[];
  readonly content: string | Uint8Array;
  readonly encoding?: TransferEncoding;
}

type TransferEncoding = "quoted-printable" | "base64" | "8bit";

const BOUNDARY = "----=_NextPart_000_0000_01DA6123.5D7C8F00";

/** A message of several parts, as a browser or a mail program writes it. */
export function asMime(headers: readonly string[], parts: readonly WrittenPart[]): Uint8Array {
  const pieces = parts.flatMap(({ headers: own, content, encoding = "base64" }) => [
    `--${BOUNDARY}\r\n`,
    [...own, `Content-Transfer-Encoding: ${encoding}`].join("\r\n"),
    "\r\n\r\n",
    encode(content, encoding),
    "\r\n",
  ]);
  const head = [...headers, "MIME-Version: 1.0", ""].join("\r\n");
  return Buffer.from([head, "\r\n", ...pieces, `--${BOUNDARY}--\r\n`].join(""), "latin1");
}

/** The header that divides a message into the parts of {@link asMime}. */
export function multipart(kind: "related" | "mixed"): string {
  return `Content-Type: multipart/${kind};\r\n\tboundary="${BOUNDARY}"`;
}

/** A web page saved as one file, with a picture in it. */
export function asMhtml(page: string | Uint8Array, encoding: TransferEncoding): Uint8Array {
  const address = "Content-Location: http://www.example.cn/nb.html";
  return asMime(
    ["From: <Saved by Blink>", multipart("related")],
    [
      { headers: ["Content-Type: text/html", address], content: page, encoding },
      {
        headers: ["Content-Type: image/png", "Content-Location: http://www.example.cn/1.png"],
        content: Uint8Array.from([0x89, 0x50, 0x4e, 0x47]),
      },
    ],
  );
}

function encode(content: string | Uint8Array, encoding: TransferEncoding): string {
  const bytes = Buffer.from(content);
  if (encoding === "8bit") return bytes.toString("latin1");
  if (encoding === "base64") return (bytes.toString("base64").match(/.{1,76}/g) ?? []).join("\r\n");
  return bytes
    .toString("latin1")
    .replaceAll(/[^\n\r -<>-~]/g, (char) => `=${hex(char)}`)
    .split(/\r?\n/)
    .map((line) => (line.match(/(?:=..|[^=]){1,24}/g) ?? []).join("=\r\n"))
    .join("\r\n");
}

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0");
}
