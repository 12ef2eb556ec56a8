/** Does the work; when it fails, what it has changed is undone, for no reset may do that. */
export async function undoOnFailure(work: () => Promise<void>, undo: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    await undo()
    throw error
  }
}
