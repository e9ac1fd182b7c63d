import type { ComponentProps } from "react";

/**
 * A link inside the portal: plain HTML, so that it costs a page nothing. SoftNavigation follows it
 * without loading the page anew, where JavaScript is on.
 */
export function Link(props: ComponentProps<"a">) {
  return <a {...props} />;
}
