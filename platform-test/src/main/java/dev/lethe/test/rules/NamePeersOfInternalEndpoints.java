package dev.lethe.test.rules;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import dev.lethe.platform.internal.AllowedPeers;

/// Every handler below `/internal` says which services may call it.
final class NamePeersOfInternalEndpoints extends ArchCondition<JavaClass> {
    NamePeersOfInternalEndpoints() {
        super("name the peers of every internal endpoint");
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        var controller = item.reflect();
        for (Method method : controller.getDeclaredMethods())
            if (isInternal(controller, method) && !namesPeers(controller) && !namesPeers(method))
                events.add(SimpleConditionEvent.violated(item,
                        controller.getName() + "." + method.getName() + " lacks @AllowedPeers"));
    }

    private static boolean isInternal(Class<?> controller, Method method) {
        var own = paths(method);
        if (own == null)
            return false;
        var prefixes = paths(controller);
        var candidates = prefixes == null || prefixes.isEmpty() ? own : prefixes;
        return candidates.stream().anyMatch(path -> path.startsWith("/internal") || path.startsWith("internal"));
    }

    private static boolean namesPeers(AnnotatedElement element) {
        return AnnotatedElementUtils.hasAnnotation(element, AllowedPeers.class);
    }

    private static @Nullable List<String> paths(AnnotatedElement element) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class);
        return mapping == null ? null : Arrays.asList(mapping.path());
    }
}
