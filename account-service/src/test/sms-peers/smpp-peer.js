// A message centre made of npm's smpp. Commands come line by line, what it takes goes out as lines of JSON.
'use strict';
const readline = require('node:readline');
const smpp = require('smpp');

const PASSWORD = 's3cret';
const parts = new Map();
const lines = new Set();
let status = smpp.ESME_ROK;
let server;
let port = 0;
let id = 0;

const tell = told => process.stdout.write(`${JSON.stringify(told)}\n`);

function take(pdu) {
    const {message, udh} = pdu.short_message;
    const header = udh?.find(it => it[0] === 0);
    const to = `+${pdu.destination_addr}`;
    if (!header) {
        tell({to, text: message});
        return;
    }
    const [, , reference, total, number] = header;
    const key = `${to} ${reference} ${total}`;
    const text = parts.get(key) ?? [];
    parts.set(key, text);
    text[number - 1] = message;
    if (text.filter(it => it !== undefined).length === total) {
        parts.delete(key);
        tell({to, text: text.join('')});
    }
}

function serve(line) {
    lines.add(line);
    line.on('close', () => lines.delete(line));
    line.on('error', () => line.destroy());
    line.on('enquire_link', pdu => line.send(pdu.response()));
    line.on('unbind', pdu => line.send(pdu.response(), undefined, () => line.close()));
    line.on('bind_transceiver', pdu => {
        const isKnown = pdu.system_id === 'lethe' && pdu.password === PASSWORD;
        line.send(pdu.response({command_status: isKnown ? smpp.ESME_ROK : smpp.ESME_RINVPASWD, system_id: 'peer'}));
    });
    line.on('submit_sm', pdu => {
        const messageId = String(++id);
        line.send(pdu.response({command_status: status, message_id: status === smpp.ESME_ROK ? messageId : ''}));
        if (status === smpp.ESME_ROK) {
            take(pdu);
            if (pdu.registered_delivery & 1) {
                receipt(line, pdu, messageId);
            }
        }
    });
}

function receipt(line, pdu, messageId) {
    line.deliver_sm({
        source_addr: pdu.destination_addr, destination_addr: pdu.source_addr,
        esm_class: smpp.ESM_CLASS.MC_DELIVERY_RECEIPT, data_coding: 0,
        short_message: `id:${messageId} sub:001 dlvrd:001 submit date:2611301200 done date:2611301201 stat:DELIVRD err:000 text:`,
        message_state: smpp.MESSAGE_STATE.DELIVERED, receipted_message_id: messageId,
    });
}

function listen() {
    server = smpp.createServer(serve);
    server.listen(port, '127.0.0.1', () => {
        port = server.address().port;
        tell({port});
    });
}

const commands = {
    takes: () => { status = smpp.ESME_ROK; },
    refuses: () => { status = smpp.ESME_RINVDSTADR; },
    throttles: () => { status = smpp.ESME_RTHROTTLED; },
    away: () => {
        server.close();
        lines.forEach(line => line.destroy());
    },
    back: listen,
};

readline.createInterface({input: process.stdin}).on('line', command => {
    commands[command]();
    tell({done: command});
}).on('close', () => process.exit(0));
listen();
