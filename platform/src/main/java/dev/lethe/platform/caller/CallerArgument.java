package dev.lethe.platform.caller;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

import dev.lethe.platform.problem.PlatformProblems;

/// Finds out who calls before anything of a body is read, and hands the caller to the handler. An `@Open` handler asks for
/// nobody, so whatever stands in `Authorization` is no matter there.
///
/// The caller stays with the request, however often it is dispatched: who was let in is not refused because something else
/// failed.
final class CallerArgument implements HandlerInterceptor, HandlerMethodArgumentResolver {

    private record Handler(Class<?> type, Method method) {}

    private static final String CALLER = Caller.class.getName();

    private final Map<Handler, Boolean> open = new ConcurrentHashMap<>();
    private final CallerAuthentication authentication;

    CallerArgument(CallerAuthentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && !isOpen(method) && request.getAttribute(CALLER) == null) {
            request.setAttribute(CALLER, authentication.authenticate(request));
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
        Object caller = request.getAttribute(CALLER, RequestAttributes.SCOPE_REQUEST);
        if (caller == null) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        return caller;
    }

    // asked once a method: to look for an annotation takes as long as to check a token
    private boolean isOpen(HandlerMethod method) {
        return open.computeIfAbsent(new Handler(method.getBeanType(), method.getMethod()), _ -> isAnnotated(method));
    }

    private static boolean isAnnotated(HandlerMethod method) {
        return AnnotatedElementUtils.hasAnnotation(method.getMethod(), Open.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), Open.class);
    }
}
