/** A promise that is resolved from outside. */
export function gate(): { open(): void; opened: Promise<void> } {
  let open = () => {}
  const opened = new Promise<void>(resolve => {
    open = resolve
  })
  return { open, opened }
}
