import { useState } from 'preact/hooks';

interface SignInProps {
  readonly isRefused: boolean;
  readonly onToken: (token: string) => void;
}

/** Asks for the token, and says where it is found. */
export function SignIn({ isRefused, onToken }: SignInProps) {
  const [token, setToken] = useState('');
  return (
    <form
      class="panel"
      onSubmit={(event) => {
        event.preventDefault();
        if (token.trim()) onToken(token.trim());
      }}
    >
      <h2>Sign in</h2>
      <p>
        The collector prints the address of this page, token included, each time it starts. The token is also in the
        file <code>token</code> of its data folder.
      </p>
      <label for="token">Token</label>
      <input
        id="token"
        type="password"
        autocomplete="current-password"
        required
        value={token}
        aria-invalid={isRefused}
        aria-describedby={isRefused ? 'refused' : undefined}
        onInput={(event) => setToken(event.currentTarget.value)}
      />
      {isRefused && (
        <p id="refused" class="wrong" role="alert">
          The collector did not accept this token. Copy it whole, without spaces or quotes.
        </p>
      )}
      <button type="submit">Show results</button>
    </form>
  );
}
