// Screens that are mostly one sentence.

import type { JSX } from "preact";
import { First, Fit } from "../fit";
import { isLarge } from "../present";
import { Qr } from "../qr";
import type { Around } from "../stage";
import type { Screen } from "../view";
import { Pairs } from "./pairs";

type Of<K extends Screen["kind"]> = { screen: Extract<Screen, { kind: K }>; around: Around };

export function Calm({ screen, around }: Of<"calm">): JSX.Element {
  return (
    <div class="column">
      <Fit text={screen.title} big={176} room={`${around.room} ${screen.pairs.length}`} class="grow title middle" />
      <Pairs pairs={screen.pairs} />
    </div>
  );
}

export function Doors({ screen }: Omit<Of<"doors">, "around">): JSX.Element {
  return <div class="column centre"><b class="doors">{screen.title}</b></div>;
}

export function Item({ screen, around }: Of<"item">): JSX.Element {
  return (
    <div class="column">
      <Fit text={screen.title} big={176} room={`${around.room} ${screen.pairs.length}`} class="grow title" />
      <Pairs pairs={screen.pairs} />
    </div>
  );
}

export function Join({ screen, around }: Of<"join">): JSX.Element {
  const w = around.words;
  // Large letters leave room for the way in alone.
  const large = isLarge(around.size);
  const long = large || screen.address.length > 10;
  const room = `${around.room} ${screen.url === null}`;
  return (
    <div class={`join${screen.url === null ? " no-code" : ""}`}>
      {screen.url === null ? null : <div class="join-qr"><Qr text={screen.url} room={room} /></div>}
      <div class="join-text">
        {large && screen.code !== null ? null : (
          <div>
            <First texts={[screen.council]} room={room} class="strong" />
            <First texts={[screen.session]} room={room} class="soft" />
            <div class="rule" />
          </div>
        )}
        {screen.code === null ? <p class="soft wrap">{w.noCode}</p> : (
          <div>
            {screen.wifi === "" ? null : large
              ? <First texts={[`${w.wifi} ${screen.wifi}`, screen.wifi]} room={room} />
              : <p class="pair"><span class="soft">{w.wifi}</span> {screen.wifi}</p>}
            {long
              ? <div><p class="pair soft">{w.typeAt}</p><First texts={[screen.address]} room={room} class="address" /></div>
              : <p class="pair"><span class="soft">{w.open}</span> {screen.address}<span class="soft">{w.type}</span></p>}
            <b class={long ? "code long" : "code"} data-testid="typed"><span>{screen.code[0]}</span><span>{screen.code[1]}</span></b>
          </div>
        )}
        <div class="join-foot">
          <div class="rule" />
          <p class="pair" data-testid="present">
            <b class="join-present">{screen.present}</b> {w.joined[0]} <b>{screen.total}</b><span class="soft"> {screen.below ?? w.joined[1]}</span>
          </p>
        </div>
      </div>
    </div>
  );
}

export function Lost({ screen, around }: Of<"lost">): JSX.Element {
  return (
    <div class="column">
      <Fit text={screen.sentence} big={100} room={around.room} class="band alarm" />
      <p class="pair soft lost-at">{screen.at}</p>
      <div class="grow lost-truth" data-testid="truth">
        {screen.pairs.map(({ key, value }) => (
          <p class="wrap two" key={key + value}>{key === "" ? null : <span class="soft">{key} </span>}{value}</p>
        ))}
      </div>
    </div>
  );
}

export function Pairing({ screen, around }: Of<"pairing">): JSX.Element {
  return (
    <div class="column">
      {screen.code === "" ? null : <b class="pairing-code" data-testid="pairing-code">{screen.code}</b>}
      <Fit text={screen.how} big={100} room={`${around.room} ${screen.code === ""}`} class="grow" />
    </div>
  );
}
