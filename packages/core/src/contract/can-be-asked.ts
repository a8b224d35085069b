/** Job ids become a part of a URL, in which `.` and `..` would name another resource, however encoded. */
export function canBeAsked(job: string | null | undefined): job is string {
  return !/^\.{0,2}$/.test(job ?? "");
}
