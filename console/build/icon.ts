/** The icon of the tab: a gust of wind. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" ` +
  `stroke="#e08a00" stroke-width="2" stroke-linecap="round">` +
  `<path d="M2 5h8a2 2 0 1 0-2-2M2 8h11M2 11h7a2 2 0 1 1-2 2"/></svg>\n`;
