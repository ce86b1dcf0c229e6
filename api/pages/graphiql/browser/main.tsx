import './workers';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import 'graphiql/style.css';
import './style.css';

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<App />);
