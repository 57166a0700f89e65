package dev.lethe.gateway.door;

import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.ScheduledFuture;

/// Lets a caller go who takes too little of an answer, and what was kept for them with them. Only waiting for the caller counts:
/// a stretch begins when something is left that the connection does not take, and begins anew when nothing was left meanwhile. Since
/// the kernel takes what is left in steps, two stretches in a row have to bring too little.
final class SlowReaders extends ChannelOutboundHandlerAdapter {

    private final LeastRateProperties rate;
    private long written;
    private long takenBefore;
    private boolean caughtUp;
    private boolean wasSlow;
    private @Nullable ScheduledFuture<?> stretch;

    SlowReaders(LeastRateProperties rate) {
        this.rate = rate;
    }

    /// Ends a connection at once, without what was not sent yet.
    static void reset(Channel channel) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = channel.close();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        caughtUp |= left(context) == 0;
        written += message instanceof ByteBuf bytes ? bytes.readableBytes() : 0;
        var _ = context.write(message, promise);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        if (stretch == null && left(context) > 0) {
            begin(context);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (stretch != null) {
            stretch.cancel(false);
        }
    }

    private void begin(ChannelHandlerContext context) {
        caughtUp = false;
        takenBefore = written - left(context);
        stretch = context.executor().schedule(() -> judge(context), rate.within().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void judge(ChannelHandlerContext context) {
        stretch = null;
        long left = left(context);
        boolean isSlow = left > 0 && !caughtUp && written - left - takenBefore < rate.amount().toBytes();
        if (isSlow && wasSlow) {
            reset(context.channel());
            return;
        }
        wasSlow = isSlow;
        if (left > 0) {
            begin(context);
        }
    }

    private static long left(ChannelHandlerContext context) {
        ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
        return buffer == null || buffer.isEmpty() ? 0
                : Math.max(0, buffer.totalPendingWriteBytes() - Math.max(0, buffer.currentProgress()));
    }
}
