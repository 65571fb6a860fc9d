import type { Kind } from "./kinds.ts";

/** The environment of a process. An empty variable counts as unset. */
export type Env = Readonly<Record<string, string | undefined>>;

/** One environment variable of a process: how it is read, and how it is documented. */
export interface Field<T> {
  readonly variable: string;
  readonly kind: Kind<NonNullable<T>>;
  /** The text that applies while the variable is unset; null: it is required, or its value is null. */
  readonly default: string | null;
  readonly required: boolean;
  /** Never shown. */
  readonly secret: boolean;
  /** Its value may also come from the file that `<NAME>_FILE` names, as that of every secret unless it says otherwise. */
  readonly fromFile: boolean;
  /** The process reads the file at this path. */
  readonly readsFile: boolean;
  /** What it means, in Markdown. */
  readonly about: string;
  /** What applies while it is unset, where `default` does not say it. */
  readonly unset: string | null;
  /** A value for `.env.example`. */
  readonly example: string | null;
  /** Type of the value; not present at runtime. */
  readonly type?: T;
}

/** How a field is documented, and what is special about it. */
export interface FieldOptions {
  about: string;
  secret?: boolean;
  readsFile?: boolean;
  unset?: string;
  example?: string;
}

/** The variables of a process by the name of their value. */
export type Table = Readonly<Record<string, Field<unknown>>>;

/** The values of a table. */
export type Values<T extends Table> = {
  [K in keyof T]: T[K] extends Field<infer V> ? V : never;
};

const withDefaults = <T>(
  variable: string,
  kind: Kind<NonNullable<T>>,
  rest: Pick<Field<T>, "default" | "required">,
  options: FieldOptions,
): Field<T> => ({
  ...{ secret: false, readsFile: false, unset: null, example: null },
  ...options,
  fromFile: options.secret ?? false,
  ...rest,
  variable,
  kind,
});

/** A variable with a default, or a required one where `default` is left out. */
export const field = <T extends NonNullable<unknown>>(
  variable: string,
  kind: Kind<T>,
  { default: fallback = null, ...options }: FieldOptions & { default?: string | number | null },
): Field<T> => {
  const text = fallback === null ? null : String(fallback);
  const rest = { default: text, required: text === null };
  return withDefaults<T>(variable, kind as Kind<NonNullable<T>>, rest, options);
};

/** A variable whose value is null while it is unset. */
export const optional = <T extends NonNullable<unknown>>(
  variable: string,
  kind: Kind<T>,
  options: FieldOptions,
): Field<T | null> =>
  withDefaults<T | null>(
    variable,
    kind as Kind<NonNullable<T>>,
    { default: null, required: false },
    options,
  );

/** The same variable where it is not required; its value is null while it is unset. */
export const asOptional = <T>(field: Field<T>): Field<T | null> =>
  ({ ...field, default: null, required: false }) as Field<T | null>;

/** The name of the variable that names the file of a secret. */
export const fileVariable = (name: string) => `${name}_FILE`;

/** The names of all variables of a table, those of secret files included. */
export function variablesOf(table: Table): string[] {
  return Object.values(table).flatMap(({ variable, fromFile }) =>
    fromFile ? [variable, fileVariable(variable)] : [variable]
  );
}

/** The files that a process reads because of its environment: those of secrets, and those of paths. */
export function filesOf(table: Table, env: Env): string[] {
  return Object.values(table).flatMap(({ variable, fromFile, readsFile }) => {
    const path = fromFile ? env[fileVariable(variable)] : readsFile ? env[variable] : "";
    return path ? [path] : [];
  });
}

/** The values of a part of a table. */
export function valuesOf<T extends Table>(part: T, values: Values<T>): Values<T> {
  const entries = Object.keys(part).map((key) => [key, values[key as keyof T]]);
  return Object.fromEntries(entries) as Values<T>;
}
