/** Whether a path is in the build context by the lines of a `.dockerignore`: the last match decides. */
export function inContext(path: string, ignore: string): boolean {
  const lines = ignore.split("\n").map((line) => line.trim());
  let inside = true;
  for (const line of lines.filter((one) => one !== "" && !one.startsWith("#"))) {
    const excepted = line.startsWith("!");
    if (fits(path, excepted ? line.slice(1) : line)) inside = excepted;
  }
  return inside;
}

/** A pattern matches a path and everything below it. */
function fits(path: string, pattern: string): boolean {
  const source = pattern.replace(/[.+^$()|{}[\]\\]/g, "\\$&").replace(
    /\*\*\/|\*/g,
    (stars) => stars === "*" ? "[^/]*" : "(?:.*/)?",
  );
  return new RegExp(`^${source}(?:/|$)`).test(path);
}
