import { Icon } from "../../../ui/icon.tsx";
import css from "./aliases.module.css";

/** An alias, with the number of its version where the page does not show it. */
export function AliasName({ name, version }: { name: string; version?: number }) {
  return (
    <span className={css["alias"]}>
      <Icon name="link" />
      {name}
      {version !== undefined && ` → ${version}`}
    </span>
  );
}
