/** A PDF of one page of A4 that is nothing but a picture, as a scanner makes it. */
export function pdfOfPicture(jpeg: Uint8Array): Buffer {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let frame = 2;
  while (![0xc0, 0xc1, 0xc2].includes(view.getUint8(frame + 1)))
    frame += 2 + view.getUint16(frame + 2);
  const [height, width] = [view.getUint16(frame + 5), view.getUint16(frame + 7)];
  const drawing = Buffer.from("q 595 0 0 842 0 0 cm /I Do Q");
  const objects = [
    Buffer.from("<</Type/Catalog/Pages 2 0 R>>"),
    Buffer.from("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
    Buffer.from(
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
    ),
    streamOf("", drawing),
    streamOf(
      `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode`,
      jpeg,
    ),
  ].map((body, index) =>
    Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from("\nendobj\n")]),
  );
  const head = Buffer.from("%PDF-1.4\n");
  let offset = head.length;
  const places = objects.map((object) => {
    const place = `${String(offset).padStart(10, "0")} 00000 n \n`;
    offset += object.length;
    return place;
  });
  const tail = `xref\n0 6\n0000000000 65535 f \n${places.join("")}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${offset}\n%%EOF`;
  return Buffer.concat([head, ...objects, Buffer.from(tail)]);
}

function streamOf(facts: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`<<${facts}/Length ${bytes.length}>>\nstream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);
}
