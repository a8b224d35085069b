/** All code but this runs after the page's own first picture is drawn: the two together would take twice as long. */
async function open(): Promise<void> {
  const { start } = await import("./app/start.ts");
  const place = document.getElementById("app");
  if (place) start(place);
}

// A page that nobody sees is not drawn.
if (document.hidden) void open();
else requestAnimationFrame(() => setTimeout(open));
