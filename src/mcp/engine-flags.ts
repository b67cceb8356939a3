// A server is started for a session, often for a handful of calls, so what counts is the first call. By default V8
// compiles functions and regular expressions for speed so early that half of the first call goes into compiling. With
// these flags it waits a little longer: the first call takes two thirds of the time, later ones are as fast as ever.
// The entry imports this before anything else that runs for long.
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--interrupt-budget=500000');
setFlagsFromString('--no-regexp-tier-up');
