import { sleep } from "../../protocol/async/sleep.ts";
import { isRaster } from "../../protocol/conversation/media-type.ts";
import type { StoredFile } from "../../store/mod.ts";
import { type LinkAccess, refusedLink } from "./link-access.ts";
import { readGrant } from "./link-grant.ts";
import { linkProblem, uncachedProblem } from "./link-problem.ts";
import { verifyLink } from "./signed-link.ts";

/** The dependencies of serving a file. */
export interface FileParts {
  key: Uint8Array;
  access: LinkAccess;
  read: (tenant: string, id: string) => Promise<StoredFile | undefined>;
  /** The entry that a file is part of; null: there is no such file. */
  entryOf: (tenant: string, id: string) => Promise<string | null>;
  /** The current time, ms. */
  now?: () => number;
}

/** A file that is not stored yet is waited for this long, ms: usually its download is under way. */
const waitMs = 5_000;
const pollMs = 200;

/**
 * Serves a file by its link. 403: the link was not made here, or its owner may no longer read the file; 410: it has
 * expired, or the file was lost; 503: the file is not stored yet. A file of a tool is not trusted: a browser may not run it or guess its type, and shows only raster
 * images in place.
 */
export async function serveFile(request: Request, parts: FileParts): Promise<Response> {
  if (request.method !== "GET") return uncachedProblem(405, "METHOD_NOT_ALLOWED", "Use GET.");
  const now = parts.now ?? Date.now;
  const link = verifyLink(parts.key, new URL(request.url), now());
  if (link.state !== "valid") return linkProblem(link.state, "MediaContent.url");
  const owner = readGrant(link.grant);
  const { tenant } = owner.principal;
  const entryId = await parts.entryOf(tenant, link.id);
  if (entryId === null) return unknownFile();
  const refused = await refusedLink(parts.access, owner, { kind: "entry", id: entryId });
  if (refused) return refused;
  const read = () => parts.read(tenant, link.id);
  const file = await arrived(read, now, now() + waitMs, request.signal);
  if (!file) return unknownFile();
  if (file.status === "LOST") {
    return uncachedProblem(410, "FILE_GONE", file.failure ?? "The file was lost.");
  }
  if (!file.content) {
    return uncachedProblem(503, "NOT_READY", "The file is not stored yet. Try again.");
  }
  return new Response(file.content, { headers: headersOf(file, link.expires - now() / 1_000) });
}

const unknownFile = () => uncachedProblem(404, "NOT_FOUND", "There is no file with this id.");

async function arrived(
  read: () => Promise<StoredFile | undefined>,
  now: () => number,
  until: number,
  signal: AbortSignal,
): Promise<StoredFile | undefined> {
  let file = await read();
  while (file?.status === "PENDING" && now() < until && !signal.aborted) {
    await sleep(pollMs, signal);
    file = await read();
  }
  return file;
}

function headersOf({ mediaType, title }: StoredFile, secondsLeft: number): Record<string, string> {
  const type = mediaType ?? "application/octet-stream";
  const place = isRaster(type) ? "inline" : "attachment";
  return {
    "content-type": type,
    "content-disposition": `${place}; filename*=UTF-8''${fileName(title)}`,
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": `private, max-age=${Math.max(0, Math.floor(secondsLeft))}, immutable`,
  };
}

/** The name encoded by RFC 5987, so that it can neither end the header nor name a folder. */
function fileName(title: string): string {
  const safe = title.toWellFormed().replace(/[\\/]/g, "_").slice(0, 100).toWellFormed();
  return encodeURIComponent(safe).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}
