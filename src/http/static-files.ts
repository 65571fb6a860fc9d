import { createHash } from "node:crypto";
import { chooseEncoding, type ContentEncoding, encodeBody } from "./content-encoding.ts";

/** A file that does not change while the process lives. */
export interface StaticFile {
  /** Media type, without its charset. */
  type: string;
  text: string;
  /** Further headers of its answers. */
  headers?: Readonly<Record<string, string>>;
}

/** Serves one file. */
export type Serve = (request: Request) => Promise<Response>;

/** First 16 hex digits of the SHA-256 of a text: a part of its address, and its entity tag. */
export function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/**
 * Serves a file compressed as the client accepts it, each encoding made once, when it is first asked for, and kept.
 * `immutable`: its address changes with its content, so it is never asked for again; else it is asked for each time and
 * answered with 304 while it is the same. 405: neither GET nor HEAD.
 */
export function serveStatic(file: StaticFile, { immutable }: { immutable: boolean }): Serve {
  const hash = fingerprint(file.text);
  const bodies = new Map<ContentEncoding, Promise<Uint8Array<ArrayBuffer>>>();
  const bodyOf = (encoding: ContentEncoding) => {
    const body = bodies.get(encoding) ?? encodeBody(file.text, encoding);
    // The text itself is here anyway: a second copy of it is not kept.
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
