import type { ComponentProps } from "react";
import { Link } from "./link";

const BASE =
  "inline-flex min-h-9 items-center justify-center gap-1.5 rounded-lg border px-3.5 py-1.5 text-base whitespace-nowrap disabled:cursor-not-allowed disabled:opacity-60 print:hidden";
const LOOKS = {
  primary: "border-accent-fill bg-accent-fill text-on-accent font-semibold hover:brightness-110",
  plain: "border-edge bg-card text-ink hover:bg-sunken",
  danger: "border-red bg-card text-red font-semibold hover:bg-red-soft",
  quiet: "border-transparent bg-transparent text-accent hover:bg-sunken",
} as const;
export type ButtonLook = keyof typeof LOOKS;

export function buttonClass(look: ButtonLook = "plain", extra = ""): string {
  return `${BASE} ${LOOKS[look]} ${extra}`;
}

export function Button({
  look,
  className,
  ...props
}: ComponentProps<"button"> & { look?: ButtonLook }) {
  return <button type="button" {...props} className={buttonClass(look, className)} />;
}

export function ButtonLink({
  look,
  className,
  ...props
}: ComponentProps<typeof Link> & { look?: ButtonLook }) {
  return <Link {...props} className={buttonClass(look, className)} />;
}
