using System.Text;
using OrleansChat.Benchmarks.Sockets;

namespace OrleansChat.Benchmarks.Load;

/// <summary>A frame that is answered and stores nothing: a message without its target is -1001.</summary>
internal static class Knock
{
    public static readonly byte[] Frame = ClientFrame.Create(
        ClientFrame.Text,
        Encoding.ASCII.GetBytes(
            """{"eventType":0,"msgId":"knock","channelType":3,"msgType":1,"msg":{"content":"knock"}}"""));

    public static bool IsAnsweredBy(ReadOnlySpan<byte> payload) =>
        payload.IndexOf("\"knock\""u8) >= 0 && payload.IndexOf("-1001"u8) >= 0;
}
