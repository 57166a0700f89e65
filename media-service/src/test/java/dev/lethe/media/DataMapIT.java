package dev.lethe.media;

import dev.lethe.test.rules.DataMapContract;

class DataMapIT extends DataMapContract {}
