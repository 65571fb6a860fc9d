import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

/** In place of a screen that could not be shown: the frame around it stays usable. */
export function ScreenFault({ error, again }: { error: unknown; again: () => void }) {
  return (
    <>
      <Notice kind="fault">
        This page could not be shown: {error instanceof Error ? error.message : String(error)}{" "}
        After an update of the server, load the page again.
      </Notice>
      <Button onClick={again}>Try again</Button>
    </>
  );
}
