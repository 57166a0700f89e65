package dev.lethe.platform.internal;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

import dev.lethe.platform.problem.PlatformProblems;

/// Lets an internal call through if its certificate has one of the handler's allowed roles.
final class PeerInterceptor implements HandlerInterceptor, HandlerMethodArgumentResolver {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        AllowedPeers allowed = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), AllowedPeers.class);
        if (allowed == null) {
            allowed = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), AllowedPeers.class);
        }
        Peer peer = Peer.of(request).orElseThrow(PlatformProblems.FORBIDDEN::asProblem);
        if (allowed == null || !List.of(allowed.value()).contains(peer.role())) {
            throw PlatformProblems.FORBIDDEN.asProblem();
        }
        return true;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Peer.class;
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
            NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
        if (servlet == null) {
            throw PlatformProblems.FORBIDDEN.asProblem();
        }
        return Peer.of(servlet).orElseThrow(PlatformProblems.FORBIDDEN::asProblem);
    }
}
