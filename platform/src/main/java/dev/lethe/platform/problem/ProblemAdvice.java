package dev.lethe.platform.problem;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.validation.ConstraintViolationException;

import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Turns whatever ends a request into one of the documented problems. What is unexpected is logged once, here.
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler(Problem.class)
    ResponseEntity<Object> onProblem(Problem problem) {
        return ProblemWriter.entity(problem);
    }

    @ExceptionHandler(ConstraintViolationException.class)
    ResponseEntity<Object> onViolation(ConstraintViolationException violations) {
        Problem problem = PlatformProblems.INVALID_REQUEST.asProblem();
        violations.getConstraintViolations()
                .forEach(v -> problem.withField(v.getPropertyPath().toString(), v.getMessage()));
        return ProblemWriter.entity(problem);
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<Object> onMismatch(MethodArgumentTypeMismatchException mismatch) {
        boolean pathVariable = mismatch.getParameter()
                .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
        if (pathVariable) {
            return ProblemWriter.entity(PlatformProblems.NOT_FOUND.asProblem());
        }
        return ProblemWriter.entity(
                PlatformProblems.INVALID_REQUEST.asProblem().withField(mismatch.getName(), "has the wrong form"));
    }

    @ExceptionHandler(ClientAbortException.class)
    void onAbort(ClientAbortException gone) {
        LOG.debug("client went away", gone);
    }

    /// An answer that must not go on: the server breaks the connection off.
    @ExceptionHandler(CloseNowException.class)
    void onCloseNow(CloseNowException end) throws CloseNowException {
        throw end;
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> onUnexpected(Exception failure) {
        if (Outages.isOutage(failure)) {
            LOG.warn("answered 503: {}", Outages.kind(failure));
            return ProblemWriter.entity(PlatformProblems.unavailable());
        }
        UUID traceId = UUID.randomUUID();
        LOG.error("answered 500, trace {}", traceId, failure);
        return ProblemWriter.entity(PlatformProblems.INTERNAL.asProblem().with("traceId", traceId.toString()));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException unreadable,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = unreadable.getCause();
        if (cause instanceof Problem problem) {
            return ProblemWriter.entity(problem);
        }
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return ProblemWriter.entity(
                    PlatformProblems.INVALID_REQUEST.asProblem().withField(path(unknown), "is not a known field"));
        }
        if (cause instanceof DatabindException wrong && !wrong.getPath().isEmpty()) {
            return ProblemWriter
                    .entity(PlatformProblems.INVALID_REQUEST.asProblem().withField(path(wrong), "has the wrong form"));
        }
        Problem problem = PlatformProblems.MALFORMED_REQUEST.asProblem("The body is not the JSON this call takes.");
        if (cause instanceof JacksonException broken && broken.getLocation() != null) {
            problem.with("line", broken.getLocation().getLineNr()).with("column", broken.getLocation().getColumnNr());
        }
        return ProblemWriter.entity(problem);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException invalid,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problem problem = PlatformProblems.INVALID_REQUEST.asProblem();
        invalid.getBindingResult().getAllErrors()
                .forEach(error -> problem.withField(
                        error instanceof FieldError field ? field.getField() : error.getObjectName(),
                        message(error.getDefaultMessage())));
        return ProblemWriter.entity(problem);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(HandlerMethodValidationException invalid,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Problem problem = PlatformProblems.INVALID_REQUEST.asProblem();
        invalid.getParameterValidationResults().forEach(result -> result.getResolvableErrors().forEach(
                error -> problem.withField(fieldName(result.getMethodParameter().getParameterName(), error),
                        message(error.getDefaultMessage()))));
        return ProblemWriter.entity(problem);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception failure, @Nullable Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemType type = switch (status.value()) {
            case 404 -> PlatformProblems.NOT_FOUND;
            case 405 -> PlatformProblems.METHOD_NOT_ALLOWED;
            case 406 -> PlatformProblems.NOT_ACCEPTABLE;
            case 413 -> PlatformProblems.TOO_LARGE;
            case 415 -> PlatformProblems.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> PlatformProblems.UNAVAILABLE;
            default -> status.is4xxClientError() ? PlatformProblems.MALFORMED_REQUEST : PlatformProblems.INTERNAL;
        };
        Problem problem = type.status() == 503
                ? type.asProblem().retryAfter(Duration.ofSeconds(2))
                : type.asProblem();
        if (failure instanceof org.springframework.web.bind.MissingServletRequestParameterException missing) {
            problem.withField(missing.getParameterName(), "is required");
        }
        ResponseEntity<Object> answer = ProblemWriter.entity(problem);
        return ResponseEntity.status(answer.getStatusCode()).headers(headers).headers(answer.getHeaders())
                .body(answer.getBody());
    }

    private static String fieldName(@Nullable String parameter,
            org.springframework.context.MessageSourceResolvable error) {
        if (error instanceof FieldError field) {
            return field.getField();
        }
        return parameter == null ? "request" : parameter;
    }

    private static String message(@Nullable String text) {
        return text == null ? "is invalid" : text;
    }

    private static String path(DatabindException wrong) {
        return wrong.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]"
                        : "." + step.getPropertyName())
                .collect(Collectors.joining()).replaceFirst("^\\.", "");
    }
}
