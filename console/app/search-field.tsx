import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
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
  const [text, setText] = useState("");
  const [, navigate] = useLocation();
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
