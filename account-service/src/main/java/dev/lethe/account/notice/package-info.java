/// Messages of the suite itself to a person, sealed for the service chat inside the account.
@NullMarked
package dev.lethe.account.notice;

import org.jspecify.annotations.NullMarked;
