import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Link, Route, Routes } from 'react-router';

function Teas() {
  const [cups, setCups] = useState(0);
  const [name, setName] = useState('');
  useEffect(() => {
    document.title = `Cups: ${cups}`;
  }, [cups]);
  return (
    <>
      <h1>Teas</h1>
      <button onClick={() => setCups((before) => before + 1)}>Cups: {cups}</button>
      <label>
        Name <input value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <p>For {name || 'nobody'}</p>
    </>
  );
}

createRoot(document.querySelector('#app')).render(
  <StrictMode>
    <BrowserRouter>
      <nav>
        <Link to="/">Teas</Link> <Link to="/pots">Pots</Link>
      </nav>
      <Routes>
        <Route path="/" element={<Teas />} />
        <Route path="/pots" element={<h1>Pots</h1>} />
      </Routes>
    </BrowserRouter>
  </StrictMode>,
);
