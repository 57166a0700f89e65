package dev.lethe.gateway.door;

import java.util.Map;
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
    private final byte[] other;

    RefusalWriter(JsonMapper json) {
        documents = Stream.of(GatewayProblems.BODY_TOO_LARGE,
                GatewayProblems.ADDRESS_TOO_LONG, GatewayProblems.HEAD_TOO_LARGE)
                .collect(Collectors.toUnmodifiableMap(ProblemType::status,
                        type -> json.writeValueAsBytes(type.document())));
        other = json.writeValueAsBytes(GatewayProblems.BAD_REQUEST.document());
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
        var _ = context.write(message instanceof FullHttpResponse answer && isBare(answer) ? told(answer) : message,
                written);
    }

    private static boolean isBare(FullHttpResponse answer) {
        int status = answer.status().code();
        return status >= 400 && status < 500 && !answer.content().isReadable()
                && !answer.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    private FullHttpResponse told(FullHttpResponse bare) {
        byte[] document = documents.getOrDefault(bare.status().code(), other);
        FullHttpResponse told = bare.replace(Unpooled.wrappedBuffer(document));
        ReferenceCountUtil.release(bare);
        AnswerHeaders.protect("/", (name, value) -> told.headers().set(name, value));
        told.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, document.length);
        return told;
    }
}
