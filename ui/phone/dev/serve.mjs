// `npm run mock`: the built page with a played kiosk, to try by hand. Room code K7P4M2Q9, personal code 4HTN7P2K,
// secretaries 5ECRETRY and 5ECRETD9 (who is a delegate too).

import { Kiosk } from "./kiosk.mjs";

const kiosk = new Kiosk();
const address = await kiosk.listen(Number(process.env.PORT ?? 8099));
kiosk.roll[5].attendance = "expected";
kiosk.publishAll();
console.log(`${address}/J/K7P4M2Q9`);
process.stdin.on("data", (line) => {
  const word = line.toString().trim();
  if (word === "open") kiosk.openVote({ vote: `v${kiosk.rev}` });
  if (word === "close") kiosk.changeVote(kiosk.session.vote, { state: "closed", closed_at: kiosk.now() });
  if (word === "lose") kiosk.broker.dropAll();
});
