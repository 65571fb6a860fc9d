import { type Change, type ChangeGroup, groupChanges } from "./group-changes.ts";
import { LongChange } from "./long-change.tsx";
import { shortValue } from "./short-value.ts";
import list from "../../../ui/list.module.css";
import css from "./compare.module.css";

/** Differences between two specifications: texts word by word, the rest as what it was and what it is. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <div className={css["changes"]}>
      {groupChanges(changes).map((group) => <Group key={group.part} group={group} />)}
    </div>
  );
}

const isSentence = (value: unknown) => typeof value === "string" && /\s/.test(value);

/** Words that changed are compared, even if there are few. */
const isShort = ({ path, before, after }: Change) =>
  !(isSentence(before) && isSentence(after)) &&
  shortValue(before, path) !== null && shortValue(after, path) !== null;

function Group({ group: { part, verb, changes } }: { group: ChangeGroup }) {
  const short = changes.filter(isShort);
  return (
    <section className={css["change"]} aria-label={part}>
      <h3>
        <code>{part}</code> {verb}
      </h3>
      {short.length > 0 && <ShortChanges part={part} changes={short} />}
      {changes.filter((change) => !isShort(change)).map((change) => (
        <LongChange key={change.path} part={part} change={change} />
      ))}
    </section>
  );
}

function ShortChanges({ part, changes }: { part: string; changes: readonly Change[] }) {
  return (
    <div className={list["scroll"]} tabIndex={0} role="region" aria-label={`Changes of ${part}`}>
      <table className={list["table"]}>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">{path || part}</th>
              <td>{shortValue(before, path)}</td>
              <td>{shortValue(after, path)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
