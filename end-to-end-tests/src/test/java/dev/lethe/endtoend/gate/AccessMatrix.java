package dev.lethe.endtoend.gate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/// Who is answered what where a call names something that belongs to somebody.
///
/// Ann owns what is named: a group with Ben in it, from which Cid was removed before she said `said` and sent `file`; an upload,
/// an import, a contact, a session, codes that she asked for. Sue knows nobody. `*` behind a status: not only whose it is, by
/// design. Where nothing else is said, who is refused cannot tell it from what is not there. `-`: not asked.
final class AccessMatrix {

    private static final String ROWS = """
            listMessages       | chatId=group                     | | 200 | 200 | 200 | 404
            searchMessages     | chatId=group,q=hello             | | 200 | 200 | 200 | 404
            searchMessages     | from=ann,q=hello                 | | 200 | 200 | 200 | 200
            exportHistory      | chatId=group                     | | 200 | 200 | 200 | 404
            listExportFiles    | chatId=group                     | | 200 | 200 | 200 | 404
            getGroup           | groupId=group                    | | 200 | 200 | 403* | 404
            markRead           | chatId=group                     | {"upTo":"{said}"} | 200 | 200 | 200 | 404
            markChat           | chatId=group                     | {"archived":true} | 204 | 204 | 204 | 404
            changeChatMarks    | chatId=group                     | {"archived":false} | 204 | 204 | 204 | 404
            sendMessage        | chatId=group                     | {"clientId":"{new}","text":"hello"} | 201 | 201 | 403* | 404
            sendMessage        | chatId=group                     | {"clientId":"{new}","text":"hello","replyTo":"{said}"} | 201 | 201 | 404 | 404
            sendMessage        | chatId=me                        | {"clientId":"{new}","forward":{"chatId":"{group}","messageId":"{said}"}} | 201 | 201 | 404 | 404
            sendMessage        | chatId=me                        | {"clientId":"{new}","file":{"id":"{file}"}} | 201 | 201 | 404 | 404
            sendMessage        | chatId=me                        | {"clientId":"{new}","file":{"id":"{upload}"}} | - | 404 | 404 | 404
            editMessage        | chatId=group,messageId=said      | {"text":"hello again"} | 200 | 403* | 404* | 404
            setGroupTitle      | groupId=group                    | {"title":"Walkers"} | 200 | 403* | 403* | 404
            addGroupMembers    | groupId=group                    | {"accountIds":["{dan}"]} | 200 | 403* | 403* | 404
            setGroupMemberRole | groupId=group,accountId=dan      | {"role":"member"} | 200 | 403* | 403* | 404
            removeGroupMember  | groupId=group,accountId=dan      | | 204 | 403* | 403* | 404
            createGroup        |                                  | {"clientId":"{new}","title":"T","accountIds":["{ann}"]} | 201* | 201* | 201* | 201*
            deleteMessages     | chatId=group                     | {"ids":["{said}"],"forEveryone":true} | - | 409* | 200 | 404
            deleteMessages     | chatId=group                     | {"ids":["{said}"]} | - | - | 200 | 404
            deleteMessage      | chatId=group,messageId=said      | | 200 | 200 | 200 | 404
            clearChat          | chatId=group                     | | 200 | 200 | 200 | 404
            deleteChat         | chatId=group                     | | 409* | 409* | 200 | 404
            dissolveGroup      | groupId=group                    | | 204 | 403* | 404 | 404
            getImport          | importId=import                  | | 200 | 404 | 404 | 404
            prepareImport      | importId=new                     | {"files":{"a.jpg":"{upload}"}} | - | 404 | 404 | 404
            uploadImport       | importId=import                  | {"name":"A","type":"personal_chat","id":1,"messages":[]} | - | 404 | 404 | 404
            callOffImport      | importId=import                  | | 200 | 404 | 404 | 404
            downloadFile       | id=file                          | | 200 | 200 | 404 | 404
            downloadFile       | id=upload                        | | 200 | 404 | 404 | 404
            deleteFile         | id=upload                        | | 200 | 404 | 404 | 404
            deleteContact      | id=contact                       | | 200 | 404 | 404 | 404
            getAccount         | id=ann                           | | 200* | 200* | 200* | 200*
            listHeldRows       | service=account-service,kind=account | | 200* | 200* | 200* | 200*
            getErasure         | receiptId=receipt                | | 200* | 200* | 200* | 200*
            endSession         | id=session                       | | 200 | 404 | 404 | 404
            confirmNumberChange     | | {"requestId":"{numberChange}","oldCode":"000000","newCode":"000000"} | 403 | 404 | 404 | 404
            confirmRecoveryEmail    | | {"requestId":"{recoveryEmail}","code":"00000000"} | 403 | 404 | 404 | 404
            confirmPasswordRecovery | | {"requestId":"{passwordRecovery}","code":"00000000"} | 403 | 404 | 404 | 404
            confirmDeletion         | | {"requestId":"{deletion}","code":"000000"} | 403* | - | - | 403*
            signIn                  | | {"requestId":"{signIn}","code":"000000","deviceName":"x"} | 403* | - | - | 403*
            signInWithPassword      | | {"requestId":"{signIn}","password":"x","deviceName":"x"} | 404 | - | - | 404
            signInWithRecoveryCode  | | {"requestId":"{signIn}","code":"00000000","deviceName":"x"} | 404 | - | - | 404
            requestRecoveryCode     | | {"requestId":"{signIn}"} | 404 | - | - | 404
            requestDeletionAtSignIn | | {"requestId":"{signIn}"} | 404 | - | - | 404
            startLinkedSession      | | {"requestId":"{linkRequest}"} | 409* | 409* | 409* | 409*
            lookUpDeviceLink        | | {"code":"{linkCode}"} | 200* | 200* | 200* | 200*
            refuseDeviceLink        | | {"code":"{linkCode}"} | 200* | 200* | 200* | 200*
            approveDeviceLink       | | {"code":"{linkCode}"} | 200* | 200* | 200* | 200*
            """;

    /// Whoever calls, by what binds them to what is named.
    enum Role {
        STRANGER, PAST, MEMBER, OWNER
    }

    /// @param ids      names of things, by the parameters that name them
    /// @param body     JSON with names of things in braces
    /// @param expected status by role
    /// @param shared   roles that are answered otherwise where there is nothing, by design
    record Row(Operation operation, Map<String, String> ids, String body, Map<Role, Integer> expected,
            Set<Role> shared) {

        @Override
        public String toString() {
            return operation.id() + " " + ids + " " + body;
        }
    }

    private static final Pattern CHOSEN_BY_THE_CALLER = Pattern.compile("clientId");
    private static final Pattern NAMING = Pattern.compile(".*Id|ids|replyTo|code");

    private AccessMatrix() {
    }

    static List<Row> rows(List<Operation> operations) {
        Map<String, Operation> byId = operations.stream().collect(Collectors.toMap(Operation::id, Function.identity()));
        return ROWS.lines().map(line -> row(line.split("\\|", -1), byId)).toList();
    }

    private static Row row(String[] cells, Map<String, Operation> operations) {
        Operation operation = operations.get(cells[0].strip());
        if (operation == null) {
            throw new AssertionError("no document knows " + cells[0]);
        }
        Map<Role, Integer> expected = new EnumMap<>(Role.class);
        Set<Role> shared = new HashSet<>();
        List<Role> columns = List.of(Role.OWNER, Role.MEMBER, Role.PAST, Role.STRANGER);
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells[3 + i].strip();
            if (!cell.equals("-")) {
                expected.put(columns.get(i), Integer.valueOf(cell.replace("*", "")));
            }
            if (cell.endsWith("*")) {
                shared.add(columns.get(i));
            }
        }
        return new Row(operation, ids(cells[1].strip()), cells[2].strip(), expected, shared);
    }

    private static Map<String, String> ids(String cell) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String pair : cell.isEmpty() ? new String[0] : cell.split(",")) {
            ids.put(pair.split("=")[0], pair.split("=")[1]);
        }
        return ids;
    }

    /// Operations that name something in a path, a query or a body.
    static Set<String> naming(List<Operation> operations) {
        return operations.stream().filter(AccessMatrix::names).map(Operation::id).collect(Collectors.toSet());
    }

    private static boolean names(Operation operation) {
        return !operation.parametersIn("path").isEmpty()
                || operation.parametersIn("query").stream().anyMatch(it -> names(it.name(), it.schema()))
                || namesWithin(operation, operation.body(), new ArrayList<>());
    }

    private static boolean namesWithin(Operation operation, JsonNode reference, List<JsonNode> seen) {
        JsonNode schema = operation.resolved(reference);
        if (seen.contains(schema)) {
            return false;
        }
        seen.add(schema);
        return schema.path("properties").propertyStream()
                .anyMatch(it -> names(it.getKey(), operation.resolved(it.getValue()))
                        || namesWithin(operation, it.getValue(), seen))
                || names("", schema.path("items")) || names("", schema.path("additionalProperties"));
    }

    private static boolean names(String name, JsonNode schema) {
        return !CHOSEN_BY_THE_CALLER.matcher(name).matches()
                && (NAMING.matcher(name).matches() || schema.path("format").asString("").equals("uuid"));
    }
}
