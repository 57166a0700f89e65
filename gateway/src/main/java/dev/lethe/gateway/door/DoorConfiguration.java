package dev.lethe.gateway.door;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import tools.jackson.databind.json.JsonMapper;

import io.netty.channel.epoll.EpollSocketChannel;
import reactor.netty.NettyPipeline;

/// Puts the writer of refusals, and the watch over slow readers, where every answer passes.
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    /// Unsent bytes that the kernel holds for a connection: few, so that what a caller takes can be told from what is kept for them.
    private static final long UNSENT = 128 * 1024;

    @Bean
    NettyServerCustomizer slowReaders(LeastRateProperties rate) {
        return server -> server.doOnChannelInit((_, channel, _) -> {
            if (channel instanceof EpollSocketChannel socket) {
                socket.config().setTcpNotSentLowAt(UNSENT);
            }
            channel.pipeline().addFirst("slow-readers", new SlowReaders(rate));
        });
    }

    @Bean
    NettyServerCustomizer refusals(JsonMapper json) {
        RefusalWriter writer = new RefusalWriter(json);
        return server -> server.doOnChannelInit((_, channel, _) -> channel.pipeline().addAfter(NettyPipeline.HttpCodec,
                "refusals", writer));
    }
}
