import { Json } from "../../../ui/json.tsx";
import type { Change } from "./group-changes.ts";
import { TextDiff } from "./text-diff.tsx";
import { textsOf } from "./texts-of.ts";
import css from "./compare.module.css";

/** A difference of long values: word by word where there are two, else the one that there is. */
export function LongChange({ part, change }: { part: string; change: Change }) {
  const { path, before, after, diff } = change;
  const name = path || part;
  const texts = textsOf(before, after);
  return (
    <div className={css["long"]}>
      {path !== "" && <p className={css["side"]}>{path}</p>}
      {texts && <TextDiff {...texts} unified={diff} label={`Changes of ${name}`} />}
      {!texts && before !== null && <Json value={before} label={`${name} before`} />}
      {!texts && after !== null && <Json value={after} label={`${name} after`} />}
    </div>
  );
}
