import { createHash } from "node:crypto";
import { chooseEncoding, type ContentEncoding, encodeBody } from "./content-encoding.ts";

/** A file that does not change while the process runs. */
export interface StaticFile {
  /** Media type, without a charset. */
  type: string;
  text: string;
  /** Further headers of its answers. */
  headers?: Readonly<Record<string, string>>;
}

/** Serves one file. */
export type Serve = (request: Request) => Promise<Response>;

/** First 16 hex digits of the SHA-256 of a text, for its URL and its entity tag. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/**
 * Serves a file in the encoding that the client accepts; each encoding is made at its first use and cached.
 * `immutable`: the URL changes with the content, so that clients never revalidate; otherwise they revalidate each time
 * and get 304 while it is the same. 405 for methods other than GET and HEAD.
 */
export function serveStatic(file: StaticFile, { immutable }: { immutable: boolean }): Serve {
  const hash = fingerprint(file.text);
  const bodies = new Map<ContentEncoding, Promise<Uint8Array<ArrayBuffer>>>();
  const bodyOf = (encoding: ContentEncoding) => {
    const body = bodies.get(encoding) ?? encodeBody(file.text, encoding);
    // The text itself is in memory anyway.
    if (encoding !== "identity") bodies.set(encoding, body);
    body.catch(() => bodies.delete(encoding));
    return body;
  };
  return async (request) => {
    if (!["GET", "HEAD"].includes(request.method)) {
      return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
    }
    const encoding = chooseEncoding(request.headers.get("accept-encoding"));
    const headers: Record<string, string> = {
      "cache-control": immutable ? "public, max-age=31536000, immutable" : "no-cache",
      etag: `"${hash}-${encoding}"`,
      vary: "accept-encoding",
      ...file.headers,
    };
    if (isKnown(request.headers.get("if-none-match"), hash)) {
      return new Response(null, { status: 304, headers });
    }
    headers["content-type"] = `${file.type}; charset=utf-8`;
    headers["x-content-type-options"] = "nosniff";
    if (encoding !== "identity") headers["content-encoding"] = encoding;
    return new Response(await bodyOf(encoding), { headers });
  };
}

/** Whether the client has this content, in any encoding. */
function isKnown(ifNoneMatch: string | null, hash: string): boolean {
  const tags = (ifNoneMatch ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.some((tag) => tag === "*" || tag.startsWith(`"${hash}-`));
}
