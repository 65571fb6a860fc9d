import { readFile } from "node:fs/promises";

/** URLs of the files that the page loads. */
export interface PageFiles {
  script: string;
  /** What the script imports, to load it at once. */
  preloads: readonly string[];
  style: string;
  icon: string;
  /** Licences of the packages in the scripts. */
  licences: string;
}

/** The page: one for every route. It has no inline script or style, which its policy forbids. */
export async function pageOf(files: PageFiles): Promise<string> {
  const { script, preloads, style, icon, licences } = files;
  const head = [
    `<link rel="icon" href="${icon}" type="image/svg+xml" />`,
    `<link rel="license" href="${licences}" type="text/plain" />`,
    `<link rel="stylesheet" href="${style}" />`,
    ...preloads.map((url) => `<link rel="modulepreload" href="${url}" />`),
    `<script type="module" src="${script}"></script>`,
  ];
  const page = await readFile("console/build/index.html", "utf8");
  return page.replace("<!-- head -->", () => head.join("\n    "));
}
