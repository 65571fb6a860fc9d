import { useCan } from "../../api/viewer.tsx";
import { useParameter } from "../../app/address.ts";
import { focusSearch } from "../../app/search-field.tsx";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useRowKeys } from "../../ui/row-keys.ts";
import { Hits } from "./hits.tsx";
import { kindsOfText } from "./kinds.ts";
import css from "./search.module.css";

/** The screen Search: messages, tool calls and reports that have the words of the address. */
export function SearchScreen() {
  const can = useCan();
  const [query] = useParameter("q");
  const [only, setOnly] = useParameter("in");
  const hits = useRowKeys<HTMLDivElement>();
  const kinds = kindsOfText.filter(({ scopes }) => scopes.every(can));
  const selected = kinds.find(({ name }) => name === only);
  const words = query?.trim() ?? "";
  return (
    <Page title="Search" tabTitle={words === "" ? "Search" : `${words} · Search`}>
      {words === "" ? <NoWords /> : (
        <>
          <p className={css["query"]}>
            Texts with <strong>{words}</strong>, the newest first
          </p>
          <Tabs
            label="What to search"
            tabs={[{ name: "", title: "All" }, ...kinds]}
            selected={selected?.name ?? ""}
            onSelect={(name) => setOnly(name || null, { push: true })}
          />
          {kinds.length === 0 && (
            <Notice>A search needs the scope conversations:read or research:read.</Notice>
          )}
          <div ref={hits} className={css["hits"]}>
            {(selected ? [selected] : kinds).map((kind) => (
              <Hits
                key={`${kind.name} ${words}`}
                query={words}
                kind={kind}
                onOnly={selected ? null : () => setOnly(kind.name, { push: true })}
              />
            ))}
          </div>
        </>
      )}
    </Page>
  );
}

/** What the page shows before there are words. */
function NoWords() {
  return (
    <div className={css["none"]}>
      <p>
        Write words into the search field at the top. A text has to have all of them, in any order.
        {" "}
        <code>"a phrase"</code>, <code>-without</code> and <code>or</code> are understood.
      </p>
      <Button icon="search" onClick={focusSearch}>Write words</Button>
    </div>
  );
}
