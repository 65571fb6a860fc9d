/** Values of a Pothos enum from a table of names and descriptions, which must name each value of `T`. */
export function enumValues<T extends string>(
  described: Record<T, string>,
): { [K in T]: { value: K; description: string } } {
  return Object.fromEntries(
    Object.entries(described).map(([value, description]) => [value, { value, description }]),
  ) as { [K in T]: { value: K; description: string } };
}
