import css from "./aliases.module.css";

/** An alias, with the number of its version where the page does not show it. */
export function AliasName({ name, version }: { name: string; version?: number }) {
  return (
    <span className={css["alias"]}>
      {name}
      {version !== undefined && ` → ${version}`}
    </span>
  );
}
