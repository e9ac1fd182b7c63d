import NextLink from "next/link";
import type { ComponentProps } from "react";

/** A link inside the portal. Pages depend on the day and the person, so nothing is fetched ahead. */
export function Link(props: ComponentProps<typeof NextLink>) {
  return <NextLink prefetch={false} {...props} />;
}
