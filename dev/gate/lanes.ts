/** Runs all works, at most `lanes` at once, in their order; the results are in that order too. */
export async function inLanes<T>(
  works: readonly (() => Promise<T>)[],
  lanes: number,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async () => {
    while (next < works.length) {
      const at = next++;
      const work = works[at];
      if (work) results[at] = await work();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
