import { fileURLToPath } from "node:url";

/** The path of a `file:` URL. */
export function fromFileUrl(url: URL): string {
  return fileURLToPath(url);
}

/** The root of the repository, without a trailing slash. */
export const repositoryRoot = fromFileUrl(new URL("../..", import.meta.url)).replace(/\/$/, "");
