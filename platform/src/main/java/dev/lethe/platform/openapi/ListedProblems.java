package dev.lethe.platform.openapi;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.ProblemType;

/// What a service may answer when something is wrong, by `code`: the constants of its `…Problems`, and those of all services.
final class ListedProblems {

    private static final String FILES = "**/*Problems.class";

    private ListedProblems() {
    }

    /// @param packages where the service's own code begins
    static Map<String, Map<String, Object>> of(Collection<String> packages) {
        return Stream.concat(Stream.of(PlatformProblems.class), packages.stream().flatMap(ListedProblems::below))
                .distinct().flatMap(ListedProblems::constants)
                .collect(Collectors.toMap(ProblemType::code,
                        type -> Map.of("status", type.status(), "title", type.title()), (_, own) -> own,
                        TreeMap::new));
    }

    private static Stream<Class<?>> below(String base) {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.setResourcePattern(FILES);
        scan.addIncludeFilter((_, _) -> true);
        return scan.findCandidateComponents(base).stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null));
    }

    private static Stream<ProblemType> constants(Class<?> holder) {
        return List.of(holder.getFields()).stream()
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == ProblemType.class)
                .map(ListedProblems::valueOf);
    }

    private static ProblemType valueOf(Field constant) {
        if (ReflectionUtils.getField(constant, null) instanceof ProblemType type) {
            return type;
        }
        throw new IllegalStateException(constant.getName() + " has no value");
    }
}
