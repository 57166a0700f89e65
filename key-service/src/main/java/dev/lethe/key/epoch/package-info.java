/// Keys that wrap the shares and lie outside the database. Each day the buckets that lost a share get another key, and
/// the old one is destroyed: with it goes what backups and logs of the database still hold of the share.
@NullMarked
package dev.lethe.key.epoch;

import org.jspecify.annotations.NullMarked;
