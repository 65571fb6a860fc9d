/** Progress of a build, by the lines that `go install -v` has written. */
export interface GoProgress {
  /** Modules that it began to fetch; 0 where they are in Go's cache. */
  modules: number;
  /** Packages that it began to compile. */
  packages: number;
}

/** Upper limits of both numbers. */
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

/** A quarter of the time goes into fetching, where anything is fetched at all, the rest into compiling. */
const fetchingShare = 25;

/**
 * What the build does now, in a few words: fetching, compiling, linking, each with what is counted. The share never
 * goes back, and stays below 100 until the program is there.
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
