/** A script of the host page: does something in the task of a click on a part of the prompt, after the widget has heard of it. */
export const leavingOn = (className: string, work: string): string =>
  `<script>addEventListener('click', (event) => { if (event.composedPath()[0].className === '${className}') queueMicrotask(() => { ${work} }) })</script>`;

/** In the page: how many responses wait in the outbox. */
export const waitingIn = async (): Promise<number> => {
  const { earshot } = window as unknown as { earshot: (call: 'explain') => Promise<{ outbox: { waiting: number } }> };
  return (await earshot('explain')).outbox.waiting;
};
