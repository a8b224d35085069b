/** The two names by which an error says which provider it is about. */
export function named({ id, name }: { readonly id: string; readonly name: string }) {
  return { provider: id, providerName: name };
}
