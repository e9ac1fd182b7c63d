"use client";
import { ButtonLink } from "../ui/button";
import { useEarly } from "./unsaved";
import { UnsavedNote } from "./unsaved-note";

/** The draft as a Word file, which holds what is saved. */
export function PreviewLink({ href }: { href: string }) {
  const { early, saved, tooEarly } = useEarly();
  return (
    <div className="screen-only grid justify-items-end gap-2 max-sm:w-full sm:max-w-md">
      <ButtonLink
        href={href}
        download
        onClick={(event) => {
          if (tooEarly()) event.preventDefault();
        }}
      >
        预览 Word
      </ButtonLink>
      {(early || saved) && <UnsavedNote early={early} saved={saved} step="预览" />}
    </div>
  );
}
