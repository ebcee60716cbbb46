using System.Buffers;
using System.Text;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

/// <summary>Shows a message as its body, in the manner that a test asks for, and counts. A body of "unseen" is not
/// shown.</summary>
internal sealed class MannerCodec(CodecManner manner) : IFrameCodec
{
    private int _written;

    public CodecManner Manner => manner;

    public int Written => Volatile.Read(ref _written);

    public bool TryWrite(ChatMessage message, IBufferWriter<byte> output)
    {
        if (!message.IsVisible || message.Body == "unseen")
        {
            return false;
        }

        Interlocked.Increment(ref _written);
        output.Write(Encoding.UTF8.GetBytes(message.Body));
        return true;
    }

    public bool TryWrite(Notice notice, IBufferWriter<byte> output)
    {
        output.Write(Encoding.UTF8.GetBytes($"{notice.Kind}:{notice.UserId}"));
        return true;
    }
}
