import { useRef } from "react";
import { useParameter } from "../../../app/address.ts";
import { Button } from "../../../ui/button.tsx";
import { useKeptFocus } from "../../../ui/kept-focus.ts";
import type { List } from "./use-list.ts";
import css from "./pages.module.css";

/** Ways to the rest of the list: more on this page, then the next page; and back to the latest. */
export function Pages({ list, count }: { list: List; count: number }) {
  const [after, setAfter] = useParameter("after");
  const nav = useRef<HTMLElement>(null);
  useKeptFocus(nav, `${after} ${list.more === null}`);
  return (
    <nav ref={nav} tabIndex={-1} aria-label="Pages" className={css["pages"]}>
      {after !== null && (
        <Button icon="left" onClick={() => setAfter(null, { push: true })}>Latest</Button>
      )}
      <span className={css["count"]}>{count} shown</span>
      {list.more ? <Button icon="down" onClick={list.more}>More</Button> : list.hasMore && (
        <Button
          icon="right"
          onClick={() => setAfter(list.endCursor, { push: true })}
        >
          Older
        </Button>
      )}
    </nav>
  );
}
