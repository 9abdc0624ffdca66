import { useState } from 'preact/hooks';
import { makeTestResponse, testUser } from './test-response.ts';

interface TestButtonProps {
  readonly token: string;
  /** How many responses in test mode have come in. */
  readonly tests: number;
  readonly onSent: () => void;
}

const nameless = 'localhost';

async function send(): Promise<boolean> {
  const response = makeTestResponse(
    Date.now(),
    crypto.getRandomValues(new Uint8Array(10)),
    location.hostname || nameless,
  );
  const headers = { 'content-type': 'application/json' };
  return (await fetch('/v1/responses', { method: 'POST', headers, body: JSON.stringify(response) })).ok;
}

async function erase(token: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`/v1/people?user=${testUser}`, { method: 'DELETE', headers })).ok;
}

/** Sends a response in test mode by the way that visitors' responses take, says whether it arrived, and erases it again. */
export function TestButton({ token, tests, onSent }: TestButtonProps) {
  const [hasFailed, setFailed] = useState(false);
  const run = async (step: () => Promise<boolean>): Promise<void> => {
    const isDone = await step().catch(() => false);
    setFailed(!isDone);
    if (isDone) onSent();
  };
  return (
    <>
      <button type="button" onClick={() => void run(send)}>
        Send a test response
      </button>
      {tests > 0 && (
        <button type="button" onClick={() => void run(() => erase(token))}>
          Erase test responses of this page
        </button>
      )}
      <p role="status" class={hasFailed ? 'wrong' : 'quiet'}>
        {hasFailed
          ? 'The collector did not take it. Is it still running?'
          : tests > 0 &&
            `It works: ${tests === 1 ? 'a response' : `${tests} responses`} in test mode arrived. They are not counted.`}
      </p>
    </>
  );
}
