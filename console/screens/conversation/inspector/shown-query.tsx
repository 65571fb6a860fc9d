import { Copy } from "../../../ui/copy.tsx";
import { Disclosure } from "./disclosure.tsx";
import { indentQuery } from "./indent-query.ts";
import css from "./inspector.module.css";

/** The GraphQL that produced the panel, to run it elsewhere. */
export function ShownQuery(
  { document, variables }: { document: string; variables: Readonly<Record<string, unknown>> },
) {
  const text = indentQuery(document);
  const shown = `${text}\n\n# Variables\n${JSON.stringify(variables, null, 2)}`;
  return (
    <Disclosure title="GraphQL of this panel">
      <Copy text={text} what="the query" label="Copy the query" />
      <pre className={css["code"]} tabIndex={0} role="region" aria-label="GraphQL">{shown}</pre>
    </Disclosure>
  );
}
