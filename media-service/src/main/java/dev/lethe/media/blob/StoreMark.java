package dev.lethe.media.blob;

import java.util.UUID;

/// What a store holds of the database that it belongs to.
///
/// @param storeId the id that both have
/// @param mark    rises with time; the higher one has seen more
public record StoreMark(UUID storeId, long mark) {}
