import { fileURLToPath } from "node:url";

/** The path of a `file:` URL. */
export function fromFileUrl(url: URL): string {
  return fileURLToPath(url);
}

/** The repository's root, without a slash at its end. */
export const repositoryRoot = fromFileUrl(new URL("../..", import.meta.url)).replace(/\/$/, "");
