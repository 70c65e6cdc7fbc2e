// Line icons on a 20 px grid, drawn here so that none is fetched. They stand for a word that is always said beside or through aria-label.
const paths = {
  home: 'M3 9.5 10 4l7 5.5M5 8.5V16h10V8.5',
  health: 'M3 11h3l2-6 3 10 2-6 1 2h3',
  systems: 'M3 4h14v5H3zM3 11h14v5H3zM6 6.5h.01M6 13.5h.01',
  projects: 'M4 4v12M4 5h7M4 10h11M4 15h5',
  gates: 'M4 16V4h12v12M10 4v12M7 10h.01M13 10h.01',
  availability: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4l3 2',
  findings: 'M4 3v14M4 4h11l-2.5 3.5L15 11H4',
  plans: 'M3 5h6v4H3zM11 11h6v4h-6zM9 7h4v4',
  meetings: 'M4 6h12v5H4zM6 11v5M14 11v5M8 3h4M2 16h16',
  directives: 'M4 3h9l3 3v11H4zM7 8h6M7 11h4M7 14l1.5 1.5L12 12.5',
  actions: 'M3 5l1.5 1.5L7 4M9 5h8M3 10.5 4.5 12 7 9.5M9 11h8M9 16h8M4 16h.01',
  organisations: 'M7 3h6v4H7zM2 13h6v4H2zM12 13h6v4h-6zM10 7v3M5 13v-3h10v3',
  people: 'M10 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 17c0-3 2.5-5 6-5s6 2 6 5',
  posts: 'M4 4h12v12H4zM7 4v-1h6v1M10 10a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM7 13.5c.5-1.3 1.6-2 3-2s2.5.7 3 2',
  budgets: 'M3 16h14M5 16v-5h3v5M10 16V6h3v10M15 16V9M3 4l5 3',
  policy: 'M10 3l6 2v5c0 4-3 6-6 7-3-1-6-3-6-7V5zM7.5 10l2 2 3-4',
  imports: 'M10 3v9M6.5 8.5 10 12l3.5-3.5M3 14v3h14v-3',
  maturity: 'M3 17h14M5 17v-4h3v4M10 17V9h3v8M15 17V5h2v12',
  datasets:
    'M4 5c0-1.1 2.7-2 6-2s6 .9 6 2-2.7 2-6 2-6-.9-6-2ZM4 5v10c0 1.1 2.7 2 6 2s6-.9 6-2V5M4 10c0 1.1 2.7 2 6 2s6-.9 6-2',
  logic: 'M3 4h4v4H3zM3 12h4v4H3zM13 8h4v4h-4zM7 6h3v8H7M10 10h3',
  rationalisation: 'M10 3v14M3 10h14M6 6h.01M14 6h.01M6 14h.01M14 14h.01',
  procedures: 'M6 3h8v14H6zM8.5 7h3M8.5 10h3M10 14h.01',
  skills: 'M7 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3 16c0-2.5 1.7-4 4-4s4 1.5 4 4M12 7l1.5 1.5L17 5M13 12h4',
  pilots: 'M8 3h4M9 3v5l-4.5 8h11L11 8V3M7 12h6',
  disasters: 'M10 3 18 16.5H2zM10 8v4M10 14.2h.01',
  audit: 'M5 3h10v14H5zM8 7h4M8 10h4M8 13h2',
  account: 'M10 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 17c0-3 2.5-5 6-5s6 2 6 5',
  search: 'M9 14A5 5 0 1 0 9 4a5 5 0 0 0 0 10ZM13 13l4 4',
  filter: 'M3 5h14M6 10h8M8.5 15h3',
  columns: 'M3 4h14v12H3zM8 4v12M13 4v12',
  rows: 'M3 5h14M3 10h14M3 15h14',
  up: 'M10 16V4M5 9l5-5 5 5',
  down: 'M10 4v12M5 11l5 5 5-5',
  left: 'M12.5 4 6.5 10l6 6',
  right: 'M7.5 4l6 6-6 6',
  chevron: 'M5 7.5l5 5 5-5',
  close: 'M5 5l10 10M15 5 5 15',
  plus: 'M10 4v12M4 10h12',
  check: 'M4 10.5 8 14.5 16 5.5',
  calendar: 'M3 5h14v12H3zM3 9h14M7 3v4M13 3v4',
  more: 'M4 10h.01M10 10h.01M16 10h.01',
  panel: 'M3 4h14v12H3zM12 4v12',
  narrow: 'M3 4h14v12H3zM8 4v12M13 8l-2 2 2 2',
  menu: 'M3 5h14M3 10h14M3 15h14',
  out: 'M8 4H4v12h4M12 6l4 4-4 4M16 10H8',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="shrink-0"
    >
      <path d={paths[name]} />
    </svg>
  );
}
