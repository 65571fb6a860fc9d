import { Json } from "../../../ui/json.tsx";
import { TextDiff } from "./text-diff.tsx";
import { textsOf } from "./texts-of.ts";
import css from "./compare.module.css";

/** A difference between two specifications, as the API gives it. */
export interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  /** A unified diff of a long text; null for others. */
  readonly diff: string | null;
}

/** Differences between two specifications: texts word by word, the rest as what it was and what it is. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <div className={css["changes"]}>
      {changes.map((change) => (
        <section key={change.path} className={css["change"]} aria-label={change.path}>
          <h3>
            <code>{change.path}</code> {verb(change)}
          </h3>
          <ChangeBody change={change} />
        </section>
      ))}
    </div>
  );
}

const verb = ({ before, after }: Change) =>
  before === null ? "was added" : after === null ? "was removed" : "changed";

function ChangeBody({ change }: { change: Change }) {
  const { path, before, after, diff } = change;
  const texts = textsOf(before, after);
  if (texts) return <TextDiff {...texts} unified={diff} label={`Changes of ${path}`} />;
  return (
    <div className={css["sides"]}>
      {before !== null && (
        <div>
          <p className={css["side"]}>Before</p>
          <Json value={before} label={`${path} before`} />
        </div>
      )}
      {after !== null && (
        <div>
          <p className={css["side"]}>After</p>
          <Json value={after} label={`${path} after`} />
        </div>
      )}
    </div>
  );
}
