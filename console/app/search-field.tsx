import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { useParameter } from "./address.ts";
import { TextField } from "../ui/field.tsx";
import { links } from "./links.ts";
import css from "./search-field.module.css";

const fieldId = "console-search";

/** Puts the focus into the search field, as the key `/` does. */
export function focusSearch(): void {
  document.querySelector<HTMLInputElement>(`[data-search="${fieldId}"]`)?.focus();
}

/** Searches messages, tool calls and reports. */
export function SearchField() {
  const [path, navigate] = useLocation();
  const [query] = useParameter("q");
  // On the page of results it shows what they are for, until something else is written.
  const searched = path === "/search" ? query ?? "" : "";
  const [draft, setDraft] = useState({ for: searched, text: searched });
  const text = draft.for === searched ? draft.text : searched;
  const setText = (text: string) => setDraft({ for: searched, text });
  const search = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") navigate(links.search(text.trim()));
  };
  return (
    <form role="search" className={css["search"]} onSubmit={search}>
      <TextField
        type="search"
        label="Search messages, tool calls and reports"
        isLabelHidden
        placeholder="Search (/)"
        data-search={fieldId}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </form>
  );
}
