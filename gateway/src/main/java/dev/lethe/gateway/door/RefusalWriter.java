package dev.lethe.gateway.door;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.http.MediaType;

import tools.jackson.databind.json.JsonMapper;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.util.ReferenceCountUtil;

import dev.lethe.gateway.problem.GatewayProblems;
import dev.lethe.gateway.problem.ProblemType;

/// Gives refusals that no filter has seen, since their request could not be read, what every answer has: the problem, and the
/// headers that keep browsers strict.
@ChannelHandler.Sharable
final class RefusalWriter extends ChannelOutboundHandlerAdapter {

    private final Map<Integer, byte[]> documents;

    RefusalWriter(JsonMapper json) {
        documents = Stream.of(GatewayProblems.BAD_REQUEST, GatewayProblems.BODY_TOO_LARGE,
                GatewayProblems.ADDRESS_TOO_LONG, GatewayProblems.HEAD_TOO_LARGE)
                .collect(Collectors.toUnmodifiableMap(ProblemType::status,
                        type -> json.writeValueAsBytes(type.document())));
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        var _ = context.write(message instanceof FullHttpResponse answer && isBare(answer) ? told(answer) : message,
                written);
    }

    private boolean isBare(FullHttpResponse answer) {
        return documents.containsKey(answer.status().code()) && !answer.content().isReadable()
                && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private FullHttpResponse told(FullHttpResponse bare) {
        byte[] document = Objects.requireNonNull(documents.get(bare.status().code()));
        FullHttpResponse told = bare.replace(Unpooled.wrappedBuffer(document));
        ReferenceCountUtil.release(bare);
        AnswerHeaders.protect("/", (name, value) -> told.headers().set(name, value));
        told.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, document.length);
        return told;
    }
}
