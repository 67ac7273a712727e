// The arithmetic of the map: Web Mercator as the unit square, and points that stand too close together to tell apart.
const EQUATOR = 40075.017; // km

export function project(longitude, latitude) {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return { x: longitude / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

export function unitsPerKilometre(latitude) {
  return 1 / (EQUATOR * Math.cos((latitude * Math.PI) / 180));
}

// Groups of points within `reach` of each other's first; a grid keeps it quick for thousands of them.
export function gather(points, reach) {
  const groups = [];
  const grid = new Map();
  for (const point of points) {
    const column = Math.floor(point.x / reach);
    const row = Math.floor(point.y / reach);
    let home;
    for (let dx = -1; dx <= 1 && !home; dx += 1) {
      for (let dy = -1; dy <= 1 && !home; dy += 1) {
        home = (grid.get(`${column + dx},${row + dy}`) ?? []).find((group) => Math.hypot(group.x - point.x, group.y - point.y) < reach);
      }
    }
    if (home) {
      home.members.push(point);
      continue;
    }
    home = { x: point.x, y: point.y, members: [point] };
    groups.push(home);
    const key = `${column},${row}`;
    grid.set(key, [...(grid.get(key) ?? []), home]);
  }
  return groups;
}
