package dev.lethe.gateway.door;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import tools.jackson.databind.json.JsonMapper;

import reactor.netty.NettyPipeline;

/// Puts the writer of refusals where every answer passes.
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    @Bean
    NettyServerCustomizer refusals(JsonMapper json) {
        RefusalWriter writer = new RefusalWriter(json);
        return server -> server.doOnChannelInit((_, channel, _) -> channel.pipeline().addAfter(NettyPipeline.HttpCodec,
                "refusals", writer));
    }
}
