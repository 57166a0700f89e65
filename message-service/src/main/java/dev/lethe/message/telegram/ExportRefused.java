package dev.lethe.message.telegram;

import tools.jackson.core.TokenStreamLocation;

import dev.lethe.message.MessageProblems;
import dev.lethe.platform.problem.Problem;

/// The input is no export, or not one that can be read; says where and why, in our own words.
public final class ExportRefused extends RuntimeException {
    private final int line;
    private final int column;
    private final String reason;

    ExportRefused(TokenStreamLocation where, String reason) {
        super(reason, null, false, false);
        this.line = where.getLineNr();
        this.column = where.getColumnNr();
        this.reason = reason;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    public Problem asProblem() {
        return MessageProblems.IMPORT_REFUSED
                .asProblem("Line " + line + ", column " + column + ": " + reason + ". Nothing was imported.")
                .with("line", line)
                .with("column", column)
                .with("reason", reason);
    }
}
