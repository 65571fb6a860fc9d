import type { Platform } from "../platform.ts";

/** The release of Temporal's server that runs on PostgreSQL: the one inside the CLI that `release.ts` pins. */
export const serverVersionPinned = "1.29.1";

/** Programs of that release. `packages` is the count of `go list -deps`, for the progress line. */
export const serverPrograms = {
  server: { goPackage: "go.temporal.io/server/cmd/server", packages: 1_254, modules: 160 },
  sql: { goPackage: "go.temporal.io/server/cmd/tools/sql", packages: 747, modules: 160 },
} as const;
/** A program of the release: the server, or the tool that creates its tables. */
export type ServerProgram = keyof typeof serverPrograms;

/** Its folder in the cache. */
export function serverFolderName({ os, goArch }: Platform): string {
  return `temporal-server-${serverVersionPinned}-${os}-${goArch}`;
}
