/// What a person can ask for on the command line; one class a command.
@NullMarked
package dev.lethe.launcher.command;

import org.jspecify.annotations.NullMarked;
