using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Dialects;

/// <summary>chat33: a message comes back to its sender as its acknowledgement.</summary>
internal sealed class Chat33Dialect : Dialect
{
    private const int AlertType = 6;

    public override string Name => "chat33";

    public override bool ShowsOwn => true;

    public override bool IdsGrow => true;

    public override Uri SocketAddress(ServerAddress node) => node.Chat;

    public override LoadSocket Socket(ChatUser user, int conversation, int slot) =>
        new(user.Token) { Conversation = conversation, Slot = slot, Greeting = Knock.Frame };

    public override string Compose(int index, LaneSeed seed) =>
        $"{{\"eventType\":0,\"msgId\":\"{MessageTag.Prefix(seed.Run, index)}{NumberMark}\","
        + $"\"channelType\":{seed.ChannelType},\"targetId\":\"{seed.TargetId}\",\"msgType\":1,"
        + $"\"msg\":{{\"content\":\"{Content(index, seed)}\"}}}}";

    public override HeardFrame Read(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> run)
    {
        if (Number(payload, "\"eventType\":"u8) != 0)
        {
            return default;
        }

        var tag = Field(payload, "\"msgId\":"u8);
        TryTag(tag, run, out var lane, out var number);
        var id = Number(payload, "\"logId\":"u8);
        if (id < 0)
        {
            return new HeardFrame
            {
                Sense = Knock.IsAnsweredBy(payload) ? FrameSense.Served : FrameSense.Refusal,
                Lane = lane,
                Number = number,
            };
        }

        if (lane < 0 && Number(payload, "\"msgType\":"u8) == AlertType)
        {
            return default;
        }

        var content = Field(payload, "\"content\":"u8);
        return new HeardFrame
        {
            Sense = FrameSense.Message,
            Lane = content.StartsWith(tag) ? lane : -1,
            Number = number,
            Id = id,
            From = Field(payload, "\"fromId\":"u8),
            To = Field(payload, "\"targetId\":"u8),
            Content = content,
        };
    }
}
