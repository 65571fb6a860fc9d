/** A fault of the input, with its path below `input`. */
interface Issue {
  readonly path: readonly string[];
  readonly message: string;
}

/** The faults of a form by its fields, which are the first parts of paths, and those of no field. */
export interface FieldFaults<Field extends string> {
  readonly of: Readonly<Partial<Record<Field, string>>>;
  readonly rest: readonly string[];
}

/**
 * Puts faults to the fields of a form. A fault of an item of a list names the item, since its field shows all: `NVDAX: No
 * security has this symbol.`
 */
export function fieldFaults<Field extends string>(
  issues: readonly Issue[],
  fields: readonly Field[],
  items: Readonly<Record<string, readonly string[]>> = {},
): FieldFaults<Field> {
  const of: Partial<Record<Field, string>> = {};
  const rest: string[] = [];
  for (const { path, message } of issues) {
    const field = fields.find((name) => name === path[0]);
    if (!field) {
      rest.push(path.length > 0 ? `${path.join(".")}: ${message}` : message);
      continue;
    }
    const item = items[field]?.[Number(path[1])];
    const text = item === undefined ? message : `${item}: ${message}`;
    of[field] = of[field] === undefined ? text : `${of[field]} ${text}`;
  }
  return { of, rest };
}
