package dev.lethe.platform.problem;

/// A kind of problem an endpoint may answer with.
///
/// @param status the HTTP status
/// @param code what a client branches on; never changes
/// @param title for people; says nothing about the input
public record ProblemType(int status, String code, String title) {

    /// The problem, ready to be thrown.
    public Problem asProblem() {
        return new Problem(this, null);
    }

    /// The problem with one sentence more. Never put input or exception texts into it.
    public Problem asProblem(String detail) {
        return new Problem(this, detail);
    }
}
