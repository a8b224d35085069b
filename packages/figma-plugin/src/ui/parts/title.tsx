import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** What a view is about. It takes the focus when the view comes up, since what had it is gone. */
export function Title({ children }: { children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 class="title" tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
}
