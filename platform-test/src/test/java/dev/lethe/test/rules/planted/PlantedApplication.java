package dev.lethe.test.rules.planted;

/// Every fault that the architecture rules must see, on purpose.
public final class PlantedApplication {
    private PlantedApplication() {}
}
