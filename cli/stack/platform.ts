/** Operating system and processor, in the names of npm packages and of Go. */
export interface Platform {
  os: "linux" | "darwin";
  /** `x64` or `arm64`, as npm says. */
  npmArch: "x64" | "arm64";
  /** `amd64` or `arm64`, as Go says. */
  goArch: "amd64" | "arm64";
}

/** This machine. Throws where PostgreSQL and Temporal have no release for it. */
export function platformOf(os: string, arch: string): Platform {
  const arm = arch === "aarch64";
  if ((os === "linux" || os === "darwin") && (arm || arch === "x86_64")) {
    return { os, npmArch: arm ? "arm64" : "x64", goArch: arm ? "arm64" : "amd64" };
  }
  throw new Error(`not supported on ${os} ${arch}: use Linux or macOS on x86_64 or arm64`);
}

/** The folder for programs that are downloaded or built once for each user; reads XDG_CACHE_HOME and HOME. */
export function cacheFolder(env: Record<string, string | undefined>): string {
  const base = env.XDG_CACHE_HOME || `${env.HOME ?? "/tmp"}/.cache`;
  return `${base}/tramontane`;
}
