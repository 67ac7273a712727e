// A map is only fetched on a page that has one.
export function drawMaps(root) {
  const frames = root.querySelectorAll("[data-map]:not([data-drawn])");
  if (!frames.length) return;
  for (const frame of frames) frame.dataset.drawn = "";
  import("./map.js").then(({ drawMap }) => {
    for (const frame of frames) drawMap(frame);
  });
}
