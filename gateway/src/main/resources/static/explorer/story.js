// The order in which a newcomer meets the API, and what the fields hold before anything is typed.

export const SERVICES = ['account', 'message', 'contact', 'media'];

export const ABOUT = `Everything that Lethe can do, in the order of a story: sign in, write, find, leave. Four services answer
behind one gateway: **account** (sign-in, sessions, the end of an account), **message** (chats, groups, history, search), **contact**
(the people you know) and **media** (files). Sign in above; the fields then hold what can be sent as it is. Your own account id is
also the id of a chat with yourself.`;

const TAGS = {
    'sign-in': ['requestSignInCode', 'signIn', 'signInWithPassword', 'requestRecoveryCode', 'signInWithRecoveryCode',
        'requestDeletionAtSignIn', 'refreshTokens'],
    profile: ['getMe', 'changeMe', 'getAccount'],
    password: ['setPassword', 'getPassword', 'forgetPassword', 'getForgottenPassword', 'keepPassword', 'removePassword'],
    recovery: ['setRecoveryEmail', 'confirmRecoveryEmail', 'getRecoveryEmail', 'recoverPassword', 'confirmPasswordRecovery',
        'removeRecoveryEmail'],
    'device-links': ['requestDeviceLink', 'lookUpDeviceLink', 'approveDeviceLink', 'startLinkedSession', 'refuseDeviceLink'],
    number: ['requestNumberChange', 'confirmNumberChange'],
    sessions: ['listSessions', 'getSessionIdle', 'setSessionIdle', 'endOtherSessions', 'endSession', 'logOut'],
    'self-destruct': ['getSelfDestruct', 'setSelfDestruct'],
    holdings: ['listHoldings', 'listHeldRows', 'listOperatorActs'],
    messages: ['sendMessage', 'listMessages', 'editMessage', 'deleteMessage', 'deleteMessages'],
    chats: ['listChats', 'markRead', 'changeChatMarks', 'markChat', 'clearChat', 'deleteChat'],
    updates: ['listUpdates', 'streamUpdates'],
    search: ['searchMessages'],
    Files: ['uploadFile', 'downloadFile', 'deleteFile'],
    groups: ['createGroup', 'getGroup', 'addGroupMembers', 'setGroupTitle', 'setGroupMemberRole', 'removeGroupMember',
        'dissolveGroup'],
    Consent: ['getContactConsent', 'giveContactConsent', 'withdrawContactConsent'],
    Contacts: ['syncContacts', 'listContacts', 'deleteContact'],
    'Contact settings': ['getContactSettings', 'setContactSettings'],
    imports: ['importHistory', 'prepareImport', 'uploadImport', 'getImport', 'callOffImport'],
    exports: ['exportHistory', 'listExportFiles'],
    deletion: ['requestDeletion', 'confirmDeletion', 'getDeletion', 'cancelDeletion'],
    erasures: ['getErasure', 'getSigningKeys'],
};

const place = (list, item) => (list.indexOf(item) + list.length + 1) % (list.length + 1);

export const byTag = (a, b) => place(Object.keys(TAGS), a) - place(Object.keys(TAGS), b);

export function byOperation(a, b) {
    const order = Object.values(TAGS).flat();
    const id = it => it.getIn(['operation', 'operationId']);
    return place(order, id(a)) - place(order, id(b));
}

const UNKNOWN = '00000000-0000-0000-0000-000000000000';

/** The body of a call, from what is known so far. */
export const BODIES = {
    requestSignInCode: known => ({number: known.number, delivery: 'sms'}),
    signIn: known => ({requestId: known.requestId ?? UNKNOWN, code: '', deviceName: 'API explorer', firstName: 'Ada'}),
    signInWithPassword: known => ({requestId: known.requestId ?? UNKNOWN, password: known.password, deviceName: 'API explorer'}),
    setPassword: known => ({password: known.password, hint: 'this tab of the explorer made it up'}),
    removePassword: known => ({password: known.password}),
    requestRecoveryCode: known => ({requestId: known.requestId ?? UNKNOWN}),
    signInWithRecoveryCode: known => ({requestId: known.requestId ?? UNKNOWN, code: '', deviceName: 'API explorer'}),
    requestDeletionAtSignIn: known => ({requestId: known.requestId ?? UNKNOWN}),
    setRecoveryEmail: known => ({email: 'ada@example.org', password: known.password}),
    confirmRecoveryEmail: known => ({requestId: known.mailRequestId ?? UNKNOWN, code: ''}),
    confirmPasswordRecovery: known => ({requestId: known.mailRequestId ?? UNKNOWN, code: ''}),
    removeRecoveryEmail: known => ({password: known.password}),
    refreshTokens: known => ({refreshToken: known.refreshToken ?? ''}),
    changeMe: () => ({firstName: 'Ada', lastName: 'Lovelace'}),
    requestDeviceLink: () => ({deviceName: 'A second device'}),
    lookUpDeviceLink: known => ({code: known.linkCode ?? ''}),
    approveDeviceLink: known => ({code: known.linkCode ?? ''}),
    refuseDeviceLink: known => ({code: known.linkCode ?? ''}),
    startLinkedSession: known => ({requestId: known.linkRequestId ?? UNKNOWN}),
    requestNumberChange: () => ({number: '+4915123456780'}),
    confirmNumberChange: known => ({requestId: known.numberRequestId ?? UNKNOWN, oldCode: '', newCode: ''}),
    setSessionIdle: () => ({days: 90}),
    setSelfDestruct: () => ({months: 12}),
    sendMessage: () => ({clientId: crypto.randomUUID(), text: 'Look what I found'}),
    editMessage: () => ({text: 'Look what I found by the river'}),
    deleteMessages: known => ({ids: known.messageId ? [known.messageId] : []}),
    markRead: known => ({upTo: known.messageId ?? ''}),
    changeChatMarks: () => ({archived: true}),
    markChat: () => ({archived: false}),
    createGroup: () => ({clientId: crypto.randomUUID(), title: 'Walkers', accountIds: []}),
    addGroupMembers: known => ({accountIds: known.contactAccountId ? [known.contactAccountId] : []}),
    setGroupTitle: () => ({title: 'Walkers by the river'}),
    setGroupMemberRole: () => ({role: 'owner'}),
    syncContacts: () => ({contacts: [{number: '+4915123456780', firstName: 'Grace', lastName: 'Hopper'}]}),
    setContactSettings: () => ({addToGroups: 'contacts', nameInForwards: 'nobody'}),
    prepareImport: () => ({files: {}}),
    confirmDeletion: known => ({requestId: known.deletionRequestId ?? UNKNOWN, code: ''}),
};

/** A parameter of a call: by `operation.name`, else by its name. */
export const PARAMETERS = {
    'getAccount.id': known => known.accountId,
    'listHeldRows.service': () => 'account-service',
    'listHeldRows.kind': () => 'session',
    'endSession.id': known => known.sessionId,
    'deleteFile.id': known => known.fileId,
    'downloadFile.id': known => known.fileId,
    'deleteContact.id': known => known.contactId,
    'searchMessages.q': () => 'found',
    chatId: known => known.accountId,
    messageId: known => known.messageId,
    groupId: known => known.groupId,
    accountId: known => known.accountId,
    importId: known => known.importId,
    receiptId: known => known.receiptId,
};

/** What an answer adds to what is known. */
export const LEARNT = {
    requestSignInCode: answer => ({requestId: answer.requestId}),
    requestDeviceLink: answer => ({linkRequestId: answer.requestId, linkCode: answer.code}),
    requestNumberChange: answer => ({numberRequestId: answer.requestId}),
    setRecoveryEmail: answer => ({mailRequestId: answer.requestId}),
    recoverPassword: answer => ({mailRequestId: answer.requestId}),
    getMe: answer => ({accountId: answer.id}),
    listSessions: answer => ({sessionId: (answer.sessions ?? answer).at?.(-1)?.id}),
    sendMessage: answer => ({messageId: answer.id}),
    uploadFile: answer => ({fileId: answer.id}),
    createGroup: answer => ({groupId: answer.id}),
    listContacts: answer => ({contactId: answer.contacts?.[0]?.id, contactAccountId: answer.contacts?.find(it => it.accountId)?.accountId}),
    requestDeletion: answer => ({deletionRequestId: answer.requestId, receiptId: answer.receiptId}),
};
