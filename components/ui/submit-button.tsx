"use client";
import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** Submits its form once; says so while the answer is under way. */
export function SubmitButton({ children, onClick, ...props }: ComponentProps<typeof Button>) {
  const { pending, data } = useFormStatus();
  // Of several buttons of one form only the pressed one says that it is at work.
  const pressed = props.name === undefined || data?.get(props.name) === props.value;
  return (
    <Button
      {...props}
      type="submit"
      aria-disabled={pending}
      onClick={(event) => {
        if (pending) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {pending && pressed ? "正在提交…" : children}
    </Button>
  );
}
