import type { Platform } from "../platform.ts";

/** The release of the Temporal CLI that the tests use; its server is 1.29.1. */
export const temporalVersion = "1.5.1";
/** The address of Temporal's releases. */
export const temporalReleases = "https://github.com/temporalio/cli/releases/download";
/** The Go package that builds the same program. */
export const temporalGoPackage = `github.com/temporalio/cli/cmd/temporal@v${temporalVersion}`;

/** The name of the program in the cache folder. */
export function cachedName({ os, goArch }: Platform): string {
  return `temporal-${temporalVersion}-${os}-${goArch}`;
}

/** The archive of the pinned release; tests give another `base`. */
export function archiveUrl(base: string, { os, goArch }: Platform): string {
  return `${base}/v${temporalVersion}/temporal_cli_${temporalVersion}_${os}_${goArch}.tar.gz`;
}

/** The server's version in the output of `temporal --version`; undefined for other output. */
export function serverVersion(printed: string): string | undefined {
  return /\(Server (\d+\.\d+\.\d+[^,)]*)/.exec(printed)?.[1];
}
