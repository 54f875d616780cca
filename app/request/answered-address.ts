/**
 * Puts the parameters in the address of a page into the order in which the server answered them, without those that say
 * nothing to it. React takes over what the server wrote only where it would write the same; names and values of hidden
 * fields would come apart otherwise.
 */
export function takeAnsweredAddress({ document, location, history }: Window): void {
  const { search } = document.documentElement.dataset;
  if (search === undefined || search === location.search) return;
  history.replaceState(history.state, "", `${location.pathname}${search}${location.hash}`);
}
