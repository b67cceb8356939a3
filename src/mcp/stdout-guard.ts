// stdout belongs to the protocol: what any module prints through the console goes to stderr. The entry imports this
// before anything else, so that no dependency gets hold of the other console.
import { Console } from 'node:console';

globalThis.console = new Console(process.stderr, process.stderr);
