/** A plot with logarithmic axes as SVG: points joined by lines, a legend. No more than the growth figures need. */
export interface Line {
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const [WIDTH, HEIGHT] = [640, 400];
const MARGIN = { left: 70, right: 190, top: 36, bottom: 46 };
const COLOURS = ['#0b62a8', '#c4511c', '#2f7d32', '#7a3e9d', '#8a6d00'];

interface Axis {
  readonly from: number;
  readonly to: number;
}

function axisOver(values: readonly number[]): Axis {
  const logs = values.map(Math.log10);
  return {
    from: Math.floor(Math.min(...logs)),
    to: Math.max(Math.ceil(Math.max(...logs)), Math.floor(Math.min(...logs)) + 1),
  };
}

function place(axis: Axis, value: number, begin: number, end: number): number {
  return begin + ((Math.log10(value) - axis.from) / (axis.to - axis.from)) * (end - begin);
}

export function plot(title: string, xTitle: string, yTitle: string, lines: readonly Line[]): string {
  const all = lines.flatMap(({ points }) => points);
  const [xAxis, yAxis] = [axisOver(all.map(([x]) => x)), axisOver(all.map(([, y]) => y))];
  const x = (value: number) => place(xAxis, value, MARGIN.left, WIDTH - MARGIN.right);
  const y = (value: number) => place(yAxis, value, HEIGHT - MARGIN.bottom, MARGIN.top);
  const parts = [
    text(MARGIN.left, 20, title, 'font-weight="bold"'),
    text((MARGIN.left + WIDTH - MARGIN.right) / 2, HEIGHT - 8, xTitle, 'text-anchor="middle"'),
    text(14, MARGIN.top - 10, yTitle),
    ...powers(xAxis).map((power) => {
      const at = x(10 ** power);
      return `${rule(at, MARGIN.top, at, HEIGHT - MARGIN.bottom)}${text(at, HEIGHT - MARGIN.bottom + 16, powerText(power), 'text-anchor="middle"')}`;
    }),
    ...powers(yAxis).map((power) => {
      const at = y(10 ** power);
      return `${rule(MARGIN.left, at, WIDTH - MARGIN.right, at)}${text(MARGIN.left - 6, at + 4, powerText(power), 'text-anchor="end"')}`;
    }),
    ...lines.map((line, k) => drawn(line, k, x, y)),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">\n<title>${title}</title>\n<rect width="100%" height="100%" fill="#fff"/>\n${parts.join('\n')}\n</svg>\n`;
}

function powers({ from, to }: Axis): number[] {
  return Array.from({ length: to - from + 1 }, (_, k) => from + k);
}

function powerText(power: number): string {
  return power >= 0 && power < 4 ? String(10 ** power) : `1e${power}`;
}

function text(x: number, y: number, content: string, more = ''): string {
  return `<text x="${round(x)}" y="${round(y)}" ${more}>${content.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>`;
}

function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="#ddd"/>`;
}

function drawn(
  { label, points }: Line,
  k: number,
  x: (v: number) => number,
  y: (v: number) => number,
): string {
  const colour = COLOURS[k % COLOURS.length]!;
  const at = points.map(([px, py]) => `${round(x(px))},${round(y(py))}`);
  const dots = points.map(
    ([px, py]) => `<circle cx="${round(x(px))}" cy="${round(y(py))}" r="3" fill="${colour}"/>`,
  );
  const legend = text(WIDTH - MARGIN.right + 12, MARGIN.top + 14 + 18 * k, label, `fill="${colour}"`);
  return `<polyline points="${at.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join('')}${legend}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
