/** Progress of a build, from the output of `go install -v`. */
export interface GoProgress {
  /** Modules whose download has started; 0 where they are in Go's cache. */
  modules: number;
  /** Packages whose compilation has started. */
  packages: number;
}

/** Upper bounds of both counts. */
export interface GoWork {
  modules: number;
  packages: number;
}

/** Reads the log of a build. */
export function readGoProgress(log: string): GoProgress {
  const lines = log.split("\n").filter((line) => line !== "");
  const modules = lines.filter((line) => line.startsWith("go: downloading ")).length;
  return { modules, packages: lines.filter((line) => !line.startsWith("go: ")).length };
}

/** Downloads take a quarter of the time, if there are any; the rest is compilation. */
const fetchingShare = 25;

/**
 * The current step of the build, downloading, compiling or linking, with its counts. The percentage never decreases, and
 * stays below 100 until the program exists.
 */
export function goProgressText({ modules, packages }: GoProgress, all: GoWork): string {
  const part = (done: number, of: number) => Math.min(1, done / of);
  const fetched = packages > 0 ? 1 : part(modules, all.modules);
  const share = Math.round(
    fetchingShare * fetched + (100 - fetchingShare) * part(packages, all.packages),
  );
  const about = `about ${Math.min(99, share)} %`;
  if (packages >= all.packages) return `${about}, linking`;
  if (packages > 0) return `${about}, compiling: ${packages} of about ${all.packages} packages`;
  if (modules === 0) return `${about}, looking for its modules`;
  return `${about}, fetching modules: ${modules} of about ${all.modules}`;
}
