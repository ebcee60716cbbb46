using System.Buffers;
using OrleansChat.Conversations;
using OrleansChat.Fanout;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Turns what happened into one protocol's frame. Pure: the same input gives the same bytes for every socket
/// that shares the codec.</summary>
/// <remarks>The instance is the audience: sockets with the same instance get the same bytes, encoded once.</remarks>
public interface IFrameCodec
{
    /// <summary>Where its sockets want to be shown messages in another way than most; always the same.</summary>
    CodecManner Manner => CodecManner.None;

    /// <summary>Writes the payload of the frame that shows a message.</summary>
    /// <returns>False when this protocol does not show it; nothing was written then.</returns>
    bool TryWrite(ChatMessage message, IBufferWriter<byte> output);

    /// <summary>Writes the payload of the frame that shows a notice.</summary>
    /// <returns>False when this protocol does not show it; nothing was written then.</returns>
    bool TryWrite(Notice notice, IBufferWriter<byte> output);
}
