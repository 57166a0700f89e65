package dev.lethe.platform.problem;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.ConstraintViolationException;

import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.apache.coyote.CloseNowException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
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

    /// Nobody is there any more to hear of it, and it is nobody's fault.
    @ExceptionHandler(ClientAbortException.class)
    void onAbort(ClientAbortException gone) {
        LOG.trace("a client went away");
    }

    /// What Tomcat finds wrong while a controller reads.
    @ExceptionHandler({BadRequestException.class, InvalidParameterException.class})
    ResponseEntity<Object> onUnreadable(Exception unreadable) {
        return ProblemWriter.entity(PlatformProblems.MALFORMED_REQUEST.asProblem());
    }

    /// An answer that must not go on: the server breaks the connection off.
    @ExceptionHandler(CloseNowException.class)
    void onCloseNow(CloseNowException end) throws CloseNowException {
        throw end;
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> onUnexpected(Exception failure) {
        return ProblemWriter.entity(of(failure));
    }

    /// The problem that a failure is to its caller. What is unexpected is logged, without what it says.
    static Problem of(Throwable failure) {
        if (failure instanceof Problem problem) {
            return problem;
        }
        if (failure instanceof BadRequestException || failure instanceof InvalidParameterException
                || failure instanceof InvalidMimeTypeException) {
            return PlatformProblems.MALFORMED_REQUEST.asProblem();
        }
        if (Outages.isOutage(failure)) {
            LOG.warn("answered 503: {}", Outages.kind(failure));
            return PlatformProblems.unavailable();
        }
        UUID traceId = UUID.randomUUID();
        LOG.error("answered 500, trace {}: {}", traceId, FailureText.of(failure));
        return PlatformProblems.INTERNAL.asProblem().with("traceId", traceId.toString());
    }

    static Problem byStatus(int status) {
        return switch (status) {
            case 401 -> PlatformProblems.UNAUTHENTICATED.asProblem();
            case 403 -> PlatformProblems.FORBIDDEN.asProblem();
            case 404 -> PlatformProblems.NOT_FOUND.asProblem();
            case 405 -> PlatformProblems.METHOD_NOT_ALLOWED.asProblem();
            case 406 -> PlatformProblems.NOT_ACCEPTABLE.asProblem();
            case 413 -> PlatformProblems.TOO_LARGE.asProblem();
            case 415 -> PlatformProblems.UNSUPPORTED_MEDIA_TYPE.asProblem();
            case 417 -> PlatformProblems.EXPECTATION_FAILED.asProblem();
            case 503 -> PlatformProblems.unavailable();
            default -> (status < 500 ? PlatformProblems.MALFORMED_REQUEST : PlatformProblems.INTERNAL).asProblem();
        };
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException unreadable,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = unreadable.getCause();
        if (cause instanceof Problem problem) {
            return ProblemWriter.entity(problem);
        }
        if (isTooMuch(cause)) {
            return ProblemWriter.entity(PlatformProblems.MALFORMED_REQUEST
                    .asProblem("The body is nested too deeply, or a number, a name or a text in it is too long."));
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
        Problem problem = switch (failure) {
            case MissingServletRequestParameterException missing -> PlatformProblems.MALFORMED_REQUEST.asProblem()
                    .withField(missing.getParameterName(), "is required");
            case MissingRequestHeaderException missing -> PlatformProblems.MALFORMED_REQUEST.asProblem()
                    .withField(missing.getHeaderName(), "is required");
            case HttpMediaTypeNotSupportedException unsupported -> unsupported(unsupported);
            default -> status.value() == 500 ? of(failure) : byStatus(status.value());
        };
        ResponseEntity<Object> answer = ProblemWriter.entity(problem);
        return ResponseEntity.status(answer.getStatusCode()).headers(headers).headers(answer.getHeaders())
                .body(answer.getBody());
    }

    private static boolean isTooMuch(@Nullable Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20)
                .anyMatch(StreamConstraintsException.class::isInstance);
    }

    private static Problem unsupported(HttpMediaTypeNotSupportedException failure) {
        List<MediaType> taken = failure.getSupportedMediaTypes();
        return taken.isEmpty() ? PlatformProblems.UNSUPPORTED_MEDIA_TYPE.asProblem()
                : PlatformProblems.UNSUPPORTED_MEDIA_TYPE.asProblem("Content-Type must be one of: "
                        + taken.stream().map(MediaType::toString).distinct().sorted()
                                .collect(Collectors.joining(", ")));
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
