/** Characters that a file system or a header does not take in a name. */
// deno-lint-ignore no-control-regex
const forbidden = /[\u0000-\u001f\u007f\\/:*?"<>|\u2028\u2029]+/g;
/** Limit on a name, UTF-16 units. */
const maxLength = 100;

/** A name for a file: of a text by anyone, with an ending. It names no folder and no hidden file. */
export function fileNameOf(title: string, ending: string): string {
  const plain = title.toWellFormed().replace(forbidden, " ").replace(/\s+/g, " ")
    .slice(0, maxLength).toWellFormed().replace(/^[. ]+|[. ]+$/g, "");
  return `${plain || "file"}.${ending}`;
}

/**
 * The header `Content-Disposition` (RFC 6266): the name in ASCII for old clients, and in UTF-8, so that it can neither end
 * the header nor name a folder.
 */
export function contentDisposition(place: "inline" | "attachment", name: string): string {
  const ascii = name.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\w .,()+-]/g, "_");
  const utf8 = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${place}; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
