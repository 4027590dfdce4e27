// Call hierarchy: who uses a let, a group, a box, and what a rule uses.

import type { CallHierarchyItem } from "vscode-languageserver";
import { usedBy, type User, usersAt, usersOf } from "../../features/calls.js";
import { askedPlace, Places } from "../asked.js";
import type { Handler } from "../handler.js";
import type { Session } from "../session.js";
import { SYMBOL_KINDS } from "./symbols.js";

export const calls: Handler = {
  capabilities: { callHierarchyProvider: true },
  listen: (connection, session) => {
    connection.languages.callHierarchy.onPrepare((params) => {
      const asked = askedPlace(session, params);
      if (asked === undefined) return null;
      const places = new Places(session);
      return usersAt(session.workspace, asked.path, asked.offset).map((each) =>
        toItem(each, session, places),
      );
    });
    connection.languages.callHierarchy.onIncomingCalls(({ item }) => {
      const places = new Places(session);
      return usersIn(item, session)
        .flatMap((user) => usersOf(session.workspace, user))
        .map(({ user, at }) => ({
          from: toItem(user, session, places),
          fromRanges: at.map((each) => places.range(each)),
        }));
    });
    connection.languages.callHierarchy.onOutgoingCalls(({ item }) => {
      const places = new Places(session);
      return usersIn(item, session)
        .flatMap((user) => usedBy(session.workspace, user))
        .map(({ user, at }) => ({
          to: toItem(user, session, places),
          fromRanges: at.map((each) => places.range(each)),
        }));
    });
  },
};

/** What an item stands for, as the file is now. */
function usersIn({ uri, selectionRange }: CallHierarchyItem, session: Session): readonly User[] {
  const place = askedPlace(session, { textDocument: { uri }, position: selectionRange.start });
  return place === undefined ? [] : usersAt(session.workspace, place.path, place.offset).slice(0, 1);
}

function toItem({ name, kind, place, whole }: User, session: Session, places: Places): CallHierarchyItem {
  return {
    name,
    kind: SYMBOL_KINDS[kind],
    detail: `${kind} in ${place.path.slice(place.path.lastIndexOf("/") + 1)}`,
    uri: session.uriOf(place.path),
    range: places.range(whole),
    selectionRange: places.range(place),
  };
}
