import type { WrappedPdfiumModule } from "@embedpdf/pdfium";

/** Bytes by which the memory of a WebAssembly program grows. */
const STEP = 65_536;

/** The bytes that pdfium works on, until it next takes memory. Its types leave them out. */
export function memoryOf(pdfium: WrappedPdfiumModule["pdfium"]): Uint8Array {
  if ("HEAPU8" in pdfium && pdfium.HEAPU8 instanceof Uint8Array) return pdfium.HEAPU8;
  throw new Error("pdfium shows no memory");
}

/** Keeps pdfium below so many bytes: they are no part of V8's heap and would grow to 2 GB. */
export function boundMemory({ pdfium }: WrappedPdfiumModule, most: number): void {
  for (const memory of Object.values<unknown>({ ...pdfium.wasmExports })) {
    if (!(memory instanceof WebAssembly.Memory)) continue;
    const grow = memory.grow.bind(memory);
    memory.grow = (steps) => {
      if (memory.buffer.byteLength + steps * STEP > most)
        throw new RangeError("no more memory for pdfium");
      return grow(steps);
    };
  }
}
