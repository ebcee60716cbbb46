using System.Buffers;
using System.Text;
using OrleansChat.Conversations;
using OrleansChat.Fanout;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

/// <summary>Shows a message as its body and a notice as its kind, and counts.</summary>
internal sealed class PlainCodec : IFrameCodec
{
    private int _written;

    public int Written => Volatile.Read(ref _written);

    public bool TryWrite(ChatMessage message, IBufferWriter<byte> output)
    {
        if (!message.IsVisible)
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
