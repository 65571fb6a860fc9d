import { Link } from "wouter";
import { Page } from "../ui/page.tsx";

/** What an address shows that no screen has. */
export function NotFound() {
  return (
    <Page title="Not found">
      <p>
        The console has no page at this address. Go to the{" "}
        <Link href="/conversations">conversations</Link>.
      </p>
    </Page>
  );
}
