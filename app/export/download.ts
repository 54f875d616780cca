import { DATASETS, type Dataset } from "#domain/report/division";

/** A name that every file system takes, marked where the data are demo data. */
export function fileNameOf(name: string, dataset?: Dataset): string {
  const plain = name
    .replaceAll(" · ", "_")
    .replaceAll(/[\s/\\:*?"<>|]+/gu, "")
    .slice(0, 120);
  return dataset === "demo" ? `${plain}_${DATASETS.demo.name}` : plain;
}

/** A response that browsers save under a Chinese name (RFC 5987). */
export function download(name: string, body: BodyInit, type: string): Response {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="gongkai${/\.\w+$/u.exec(name)?.[0] ?? ""}"; filename*=UTF-8''${encoded}`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
