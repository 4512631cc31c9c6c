// `npm run mock`: the built page with a played kiosk, to try by hand. Room code K7P4M2Q9, personal code 4HTN7P2K,
// secretaries 5ECRETRY and 5ECRETD9 (who is a delegate too). Words on standard input play the chair: see below.

import { Kiosk } from "./kiosk.mjs";
import { questioning } from "./floor.mjs";
import { ballot } from "./sample.mjs";

const kiosk = new Kiosk();
const address = await kiosk.listen(Number(process.env.PORT ?? 8099));
kiosk.roll[5].attendance = "expected";
kiosk.publishAll();
console.log(`${address}/J/K7P4M2Q9`);
process.stdin.on("data", (line) => {
  const word = line.toString().trim();
  if (word === "open") kiosk.openVote({ vote: `v${kiosk.rev}` });
  if (/^(mixed|show_of_hands|cards|hands_by_name)$/.test(word)) kiosk.openVote({ vote: `v${kiosk.rev}`, form: word });
  if (word === "ballot") kiosk.openVote({ vote: `v${kiosk.rev}`, form: "secret_ballot", ballot: structuredClone(ballot) });
  if (word === "hold") kiosk.changeVote(kiosk.session.vote, { state: "held", held_since: kiosk.now() });
  if (word === "resume") kiosk.changeVote(kiosk.session.vote, { state: "open", held_since: null });
  if (word === "recount") kiosk.recount(kiosk.session.vote);
  if (word === "call") kiosk.call();
  if (word === "called") kiosk.call(undefined, { called: true, since: null });
  if (word === "pause") kiosk.changeSpeech({ elapsed_ms: kiosk.now() - kiosk.speaker.since + kiosk.speaker.elapsed_ms, since: null });
  if (word === "go") kiosk.changeSpeech({ called: false, since: kiosk.now() });
  if (word === "stop") kiosk.stop();
  if (word === "end") kiosk.endDiscussion();
  if (word === "questions") questioning(kiosk);
  if (word === "doors") kiosk.doors(!kiosk.session.closed_doors);
  if (word === "close") kiosk.changeVote(kiosk.session.vote, { state: "closed", closed_at: kiosk.now() });
  if (word === "lose") kiosk.broker.dropAll();
});
