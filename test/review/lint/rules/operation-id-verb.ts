import type { Fixture } from '../fixture.ts'

export const fixture: Fixture = {
  fails: [
    [
      'verbs for another method',
      `
paths:
  /0:
    get: { operationId: createThing }
  /1:
    post: { operationId: listThings }
  /2:
    put: { operationId: getThing }
  /3:
    patch: { operationId: deleteThing }
  /4:
    delete: { operationId: createThing }
`,
      [
        '4:12 createThing starts with create, which does not fit GET',
        '6:13 listThings starts with list, which does not fit POST',
        '8:12 getThing starts with get, which does not fit PUT',
        '10:14 deleteThing starts with delete, which does not fit PATCH',
        '12:15 createThing starts with create, which does not fit DELETE',
      ],
    ],
  ],
  passes: [
    [
      'verbs that fit',
      `
paths:
  /0:
    get: { operationId: listThings }
  /1:
    get: { operationId: getThing }
  /2:
    post: { operationId: createThing }
  /3:
    post: { operationId: replyToThing }
  /4:
    post: { operationId: searchThings }
  /5:
    put: { operationId: setThing }
  /6:
    patch: { operationId: updateThing }
  /7:
    delete: { operationId: deleteThing }
  /8:
    options: { operationId: any }
`,
    ],
    [
      'no operationId',
      `
paths:
  /things:
    post: {}
`,
    ],
  ],
}
