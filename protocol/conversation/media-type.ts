const signatures: [bytes: number[], type: string][] = [
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "image/png"],
  [[0xff, 0xd8, 0xff], "image/jpeg"],
  [[0x47, 0x49, 0x46, 0x38], "image/gif"],
];
const webp = [0x52, 0x49, 0x46, 0x46];

const byEnding: Record<string, string> = {
  csv: "text/csv; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  md: "text/plain; charset=utf-8",
  json: "application/json",
  pdf: "application/pdf",
};

/**
 * The media type under which a file is stored and served. Raster images are recognised by their first bytes. Types that
 * may contain script (HTML, SVG, XML) are not supported: such a file is served as a byte stream.
 */
export function mediaTypeOf(bytes: Uint8Array, title: string): string {
  const begins = (with_: number[], at = 0) => with_.every((byte, i) => bytes[at + i] === byte);
  const raster = signatures.find(([head]) => begins(head))?.[1];
  if (raster) return raster;
  if (begins(webp) && begins([0x57, 0x45, 0x42, 0x50], 8)) return "image/webp";
  const ending = /\.([a-z0-9]{1,5})$/i.exec(title)?.[1]?.toLowerCase() ?? "";
  return byEnding[ending] ?? "application/octet-stream";
}

/** True for images that a browser may display; other files are only downloaded. */
export function isRaster(mediaType: string): boolean {
  return ["image/png", "image/jpeg", "image/gif", "image/webp"].includes(mediaType);
}

/** Whether a file of a tool is an image, by the provider's type and title. */
export function mediaKindOf(title: string, type: string | null): "image" | "document" {
  return /(^|[./])(png|jpe?g|gif|webp)$/i.test(type ?? "") || /\.(png|jpe?g|gif|webp)$/i.test(title)
    ? "image"
    : "document";
}
