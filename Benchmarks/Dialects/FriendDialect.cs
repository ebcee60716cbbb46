using OrleansChat.Benchmarks.Load;
using OrleansChat.Benchmarks.Server;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Dialects;

/// <summary>Friend chat: nothing acknowledges a message; that the friend sees it is all that is known.</summary>
internal sealed class FriendDialect : Dialect
{
    private static readonly byte[] Ping = Frame("ping");

    public override string Name => "friend";

    public override bool TellsSender => false;

    public override Uri SocketAddress(ServerAddress node) => node.Friend;

    public override LoadSocket Socket(ChatUser user, int conversation, int slot) =>
        new(user.Token) { Conversation = conversation, Slot = slot, Greeting = Ping, Path = $"/chat/{user.Id}" };

    public override string Compose(int index, LaneSeed seed) =>
        $"{{\"senderId\":\"{seed.SenderId}\",\"to\":\"{seed.TargetId}\",\"text\":\"{Content(index, seed)}\"}}";

    public override HeardFrame Read(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> run)
    {
        if (payload.SequenceEqual("pong"u8))
        {
            return new HeardFrame { Sense = FrameSense.Served };
        }

        var text = Field(payload, "\"text\":"u8);
        TryTag(text, run, out var lane, out var number);
        return new HeardFrame
        {
            // An error names no message: its sender is the number 0, not a name.
            Sense = payload.IndexOf("\"sender\":0"u8) >= 0 ? FrameSense.Refusal : FrameSense.Message,
            Lane = lane,
            Number = number,
            Content = text,
        };
    }
}
