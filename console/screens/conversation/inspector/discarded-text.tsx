import { useEffect, useState } from "react";
import { useApi } from "../../../api/api-provider.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { Markdown } from "../../../ui/markdown.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Ago } from "../../../ui/time.tsx";
import { Disclosure } from "./disclosure.tsx";
import { type Discarded, readDiscarded } from "./read-discarded.ts";
import css from "./inspector.module.css";

interface Props {
  conversationId: string;
  turnId: string;
}

/** What earlier attempts of a turn had written; it is read when it is opened. */
export function DiscardedText(props: Props) {
  return (
    <Disclosure title="Discarded text">
      <Found {...props} />
    </Disclosure>
  );
}

function Found({ conversationId, turnId }: Props) {
  const { client } = useApi();
  const [found, setFound] = useState<readonly Discarded[] | string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    readDiscarded(client, { conversationId, turnId }).then(
      (all) => isCurrent && setFound(all),
      (error: unknown) =>
        isCurrent && setFound(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, conversationId, turnId]);
  if (found === null) return <Loading what="what was discarded" />;
  if (typeof found === "string") return <Notice kind="fault">{found}</Notice>;
  if (found.length === 0) {
    return <p className={css["muted"]}>Nothing of this turn was discarded.</p>;
  }
  return (
    <ol className={css["steps"]}>
      {found.map(({ id, at, text }) => (
        <li key={id} className={css["step"]}>
          <span className={css["muted"]}>
            discarded <Ago at={at} />
          </span>
          {text === ""
            ? <span className={css["muted"]}>Nothing was written yet.</span>
            : <Markdown text={text} />}
        </li>
      ))}
    </ol>
  );
}
