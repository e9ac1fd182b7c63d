"use client";
import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button } from "./button";

/** Submits its form once; says so while the answer is under way. */
export function SubmitButton({ children, ...props }: ComponentProps<typeof Button>) {
  const { pending } = useFormStatus();
  return (
    <Button {...props} type="submit" aria-disabled={pending}>
      {pending ? "正在提交…" : children}
    </Button>
  );
}
