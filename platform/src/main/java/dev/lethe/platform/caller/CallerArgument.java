package dev.lethe.platform.caller;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

import dev.lethe.platform.problem.PlatformProblems;

/// Refuses every call without a caller unless its handler is `@Open`, and hands the caller to the others.
final class CallerArgument implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private record Handler(Class<?> type, Method method) {}

    private final Map<Handler, Boolean> open = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !isOpen(method) && current().isEmpty()) {
            response.setHeader("WWW-Authenticate", "Bearer");
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        return true;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        return current().orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
    }

    // asked once a method: to look for an annotation takes as long as to check a token
    private boolean isOpen(HandlerMethod method) {
        return open.computeIfAbsent(new Handler(method.getBeanType(), method.getMethod()), _ -> isAnnotated(method));
    }

    private static boolean isAnnotated(HandlerMethod method) {
        return AnnotatedElementUtils.hasAnnotation(method.getMethod(), Open.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Open.class);
    }

    private static Optional<Caller> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                ? Optional.of(token.getPrincipal())
                : Optional.empty();
    }
}
