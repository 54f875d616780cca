/** The pictures that every browser shows, by the bytes with which their files begin. */
const PICTURES = [
  { type: "image/png", signature: [0x89, 0x50, 0x4e, 0x47] },
  { type: "image/jpeg", signature: [0xff, 0xd8, 0xff] },
  { type: "image/gif", signature: [0x47, 0x49, 0x46, 0x38] },
  { type: "image/bmp", signature: [0x42, 0x4d] },
];
const PDF = [0x25, 0x50, 0x44, 0x46];

function begins(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** What browsers call the picture that a document is; null where it is none that they show. */
export function pictureType(bytes: Uint8Array): string | null {
  return PICTURES.find(({ signature }) => begins(bytes, signature))?.type ?? null;
}

export function isPicture(bytes: Uint8Array): boolean {
  return pictureType(bytes) !== null;
}

export function isPdf(bytes: Uint8Array): boolean {
  return begins(bytes, PDF);
}
