/** Line icons on a 20 × 20 grid, drawn for this portal; decoration only, the word stands beside. */
const SHAPES = {
  overview: "M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z",
  changes: "M3 13.5l4.5-4.5 3 3L17 5.5M12.5 5.5H17V10",
  compare: "M3 5.5h9M3 9h6M3 13.5h14M3 17h10",
  units: "M4 17V4h7v13M11 8h5v9M2.5 17h15M6.5 7h2M6.5 10h2M6.5 13h2",
  report: "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5M7.5 13h5",
  bulletin: "M4.5 2.5h11v15h-11zM7 6.5h6M7.5 10h5M7.5 13h5",
  review: "M4 10.5l4 4L16.5 5.5",
  import: "M10 2.5v9M6.5 8l3.5 3.5L13.5 8M3.5 13v4h13v-4",
  sign: "M4 3h9v14H4zM6.5 7h4M6.5 10h4M9 14l2 2 5.5-6",
  year: "M3.5 4.5h13v12h-13zM3.5 8.5h13M7 12h6M7 14.5h3",
  assign: "M3 4h14v12H3zM3 8h14M8 4v12",
  token: "M12.5 7.5a3.5 3.5 0 1 0-3 3.46L3 17.5h3v-2h2v-2h1.5l1.6-1.6M13 6.9v.1",
  accounts:
    "M10 10a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM3.5 17c.6-3.4 3.2-5 6.5-5s5.9 1.6 6.5 5z",
  audit: "M10 2.5l6.5 2.5v4.5c0 4-2.7 6.7-6.5 8-3.8-1.3-6.5-4-6.5-8V5zM7.5 10l2 2 3.5-4",
  help: "M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15zM8 8a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.6M10 14v.1",
  bell: "M10 2.5a4.5 4.5 0 0 1 4.5 4.5v3.5l1.5 3H4l1.5-3V7A4.5 4.5 0 0 1 10 2.5zM8 16a2 2 0 0 0 4 0",
  nudge: "M3 8.5v3h2.5l6 4v-11l-6 4zM14 7.5a4 4 0 0 1 0 5M16.2 5.5a7 7 0 0 1 0 9",
  calendar: "M3.5 4.5h13v12h-13zM3.5 8.5h13M7 2.5v3.5M13 2.5v3.5M7 12l2 2 4-3.5",
  jobs: "M10 5.5V10l3 2M10 17.5a7.5 7.5 0 1 0-7.3-5.8M2.5 8v4h4",
  problem: "M10 3l7.5 13.5h-15zM10 8v4M10 14.2v.1",
  meeting: "M3 4.5h14v9H3zM10 13.5v3M6.5 16.5h7M6 10.5V9M9 10.5V7.5M12 10.5V8.5",
  heat: "M3 3h4v4H3zM8 3h4v4H8zM13 3h4v4h-4zM3 8h4v4H3zM8 8h4v4H8zM3 13h4v4H3z",
  trend: "M3 3v14h14M5.5 13l3.5-4 3 2 4.5-6",
  timeline: "M3 5h8M6 10h8M9 15h8M3 2.5v15",
  due: "M3.5 4.5h13v12h-13zM3.5 8.5h13M7 2.5v3.5M13 2.5v3.5M10 11l2 2-2 2-2-2z",
  directive: "M4 16.5l1-4L13.5 4l3 3L8 15.5zM11.5 6l3 3M10 17h6.5",
  order: "M5 17.5v-15M5 3.5h10l-2.5 3.5 2.5 3.5H5",
  watch: "M10 2.8l2.2 4.6 5 .6-3.7 3.5 1 5-4.5-2.5-4.5 2.5 1-5L2.8 8l5-.6z",
  search: "M8.75 14.5a5.75 5.75 0 1 0 0-11.5 5.75 5.75 0 0 0 0 11.5zM13 13l4 4",
  view: "M3 5h14M5.5 10h9M8 15h4",
  plan: "M4 3h9l3 3v11H4zM7 8h6M7 11h6M7 14h4",
  more: "M4 10h.1M10 10h.1M16 10h.1",
  down: "M5 8l5 5 5-5",
  left: "M12.5 4.5L7 10l5.5 5.5",
  right: "M7.5 4.5L13 10l-5.5 5.5",
} as const;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.6 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}
