/**
 * Does something when Enter is pressed in a field. There are no forms here, since a frame that is not told to allow them
 * never says that one was submitted.
 */
export function onEnter(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key === "Enter") act();
  };
}
